import { deadlinesOf } from '../deadline-rule.ts'

const tc = deadlinesOf('TC')

/** Denunciations (tố cáo): Luật Tố cáo 25/2018/QH14 and the decrees under it. */
export const denunciationDeadlines = [
  tc('S4', 'transfer', ['petition.received', 'petition.forwarded'], '5 WD', ['L3:24.2', '2019-01-01', 'T']),
  tc('S7', 'info_first_report', ['info.received', 'info.reported'], '3 WD', ['L3:25 (sector text)', '2019-01-01', 'T']),
  tc('S8', 'info_decide_check', ['info.reported', 'info.decided'], '7 WD', ['L3:25 (sector text)', '2019-01-01', 'T']),
  tc('S9', 'info_transfer', ['info.received', 'info.forwarded'], '5 WD', ['L3:25 (sector text)', '2019-01-01', 'T']),
  tc('S10', 'result_to_forwarder', ['petition.received', 'forwarder.informed'], '20 CD', [
    'L3:26.2',
    '2019-01-01',
    'T',
  ]),
  tc('T1', 'precheck', ['petition.received', 'tc.accepted|tc.refused'], '7 WD', ['L3:24.1', '2019-01-01', 'T']),
  tc('T1', 'precheck', ['petition.received', 'tc.accepted|tc.refused'], '10 WD', ['L3:24.1', '2019-01-01', 'T'], {
    variant: 'multi_place',
  }),
  tc('T2', 'notify_accept', ['tc.accepted', 'tc.notified'], '5 WD', ['L3:29.3', '2019-01-01', 'T']),
  tc('T3', 'settle_tc', ['tc.accepted', 'tc.concluded'], '30 CD', ['L3:30', '2019-01-01', 'T']),
  tc('T3', 'settle_tc', ['tc.accepted', 'tc.concluded'], '30 CD', ['L3:30; D3:3', '2019-01-01', 'T'], {
    variant: 'complex',
    extensions: [1, 30],
  }),
  tc('T3', 'settle_tc', ['tc.accepted', 'tc.concluded'], '30 CD', ['L3:30; D3:3', '2019-01-01', 'T'], {
    variant: 'especially_complex',
    extensions: [2, 30],
  }),
  tc('T4', 'send_suspend', ['tc.suspended', 'tc.suspension_sent'], '5 WD', ['L3:34', '2019-01-01', 'T']),
  tc('T5', 'send_terminate', ['tc.terminated', 'tc.termination_sent'], '5 WD', ['L3:34', '2019-01-01', 'T']),
  tc('T6', 'send_conclusion', ['tc.concluded', 'tc.sent'], '5 WD', ['L3:35.3', '2019-01-01', 'T']),
  tc('T7', 'act_on_conclusion', ['tc.concluded', 'tc.handled'], '7 WD', ['L3:36.1', '2019-01-01', 'T']),
  tc('T8', 'report_handling', ['handling.result', 'handling.reported'], '5 WD', ['L3:36.3', '2019-01-01', 'T']),
  tc('T9', 'publish', ['tc.concluded|tc.handling_decided', 'tc.published'], '7 WD', ['L3:40.1', '2019-01-01', 'T']),
  tc('T9b', 'posting', ['tc.posted', 'tc.posting_removable'], '15 CD', ['D3:6', '2019-05-28', 'T'], { roll: 'after' }),
  tc('T10', 'review_further', ['tc_further.received', 'tc_further.decided'], '20 CD', ['L3:37.2', '2019-01-01', 'T']),
  tc('T11', 'demand_report', ['tc_further.received', 'demand.sent'], '5 WD', ['L3:38.2', '2019-01-01', 'T']),
  tc('T12', 'give_report', ['demand.received', 'report.sent'], '5 WD', ['L3:38.3', '2019-01-01', 'T']),
  tc('T13', 'monitor_report', ['tc.handling_decided', 'monitor.reported'], '? WD', ['D3:18.2', '2026-07-01', 'T']),
]
