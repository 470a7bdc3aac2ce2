import { deadlinesOf } from '../deadline-rule.ts'

const kn = deadlinesOf('KN')

/** Complaints (khiếu nại): Luật Khiếu nại 02/2011/QH13 and the decrees under it. */
export const complaintDeadlines = [
  kn('K0', 'limitation_1', ['kn.decision_received|kn.act_known', 'kn.filed'], '90 CD', ['L2:9', '2012-07-01', 'T']),
  kn('K1', 'accept', ['petition.received', 'kn.accepted|kn.refused'], '10 CD', ['L2:27/36/50', '2012-07-01', 'T'], {
    to: '2026-06-30',
  }),
  kn('K1', 'accept', ['petition.received', 'kn.accepted|kn.refused'], '7 WD', ['D2:16.1', '2026-07-01', 'T']),
  kn('K2', 'settle_1', ['kn.accepted', 'kn.decided'], '30 CD', ['L2:28', '2012-07-01', 'T']),
  kn('K2', 'settle_1', ['kn.accepted', 'kn.decided'], '45 CD', ['L2:28', '2012-07-01', 'T'], { variant: 'complex' }),
  kn('K2', 'settle_1', ['kn.accepted', 'kn.decided'], '45 CD', ['L2:28', '2012-07-01', 'T'], { variant: 'remote' }),
  kn('K2', 'settle_1', ['kn.accepted', 'kn.decided'], '60 CD', ['L2:28', '2012-07-01', 'T'], {
    variant: 'remote+complex',
  }),
  kn('K3', 'send_1', ['kn.decided', 'kn.sent'], '3 WD', ['L2:32', '2012-07-01', 'T']),
  kn('K4', 'limitation_2', ['kn.decision_received|kn.overdue', 'kn2.filed'], '30 CD', ['L2:33', '2012-07-01', 'T']),
  kn('K4', 'limitation_2', ['kn.decision_received|kn.overdue', 'kn2.filed'], '45 CD', ['L2:33', '2012-07-01', 'T'], {
    variant: 'remote',
  }),
  kn('K5', 'settle_2', ['kn2.accepted', 'kn2.decided'], '45 CD', ['L2:37', '2012-07-01', 'T']),
  kn('K5', 'settle_2', ['kn2.accepted', 'kn2.decided'], '60 CD', ['L2:37', '2012-07-01', 'T'], { variant: 'complex' }),
  kn('K5', 'settle_2', ['kn2.accepted', 'kn2.decided'], '60 CD', ['L2:37', '2012-07-01', 'T'], { variant: 'remote' }),
  kn('K5', 'settle_2', ['kn2.accepted', 'kn2.decided'], '70 CD', ['L2:37', '2012-07-01', 'T'], {
    variant: 'remote+complex',
  }),
  kn('K6', 'send_2', ['kn2.decided', 'kn2.sent'], '7 CD', ['L2:41.1', '2012-07-01', 'T']),
  kn('K7', 'publish_2', ['kn2.decided', 'kn2.published'], '15 CD', ['NĐ 75/2012:12', '2012-11-20', 'M'], {
    to: '2020-12-09',
  }),
  kn('K7', 'publish_2', ['kn2.decided', 'kn2.published'], '15 CD', ['D2', '2020-12-10', 'M']),
  kn('K7b', 'posting_2', ['kn2.posted', 'kn2.posting_removable'], '15 CD', ['NĐ 75/2012:12; D2', '2012-11-20', 'M'], {
    roll: 'after',
  }),
  kn('K8', 'effective_1', ['kn.decided', 'kn.effective'], '30 CD', ['L2:44.1', '2012-07-01', 'T'], { roll: 'after' }),
  kn('K8', 'effective_1', ['kn.decided', 'kn.effective'], '45 CD', ['L2:44.1', '2012-07-01', 'T'], {
    roll: 'after',
    variant: 'remote',
  }),
  kn('K9', 'effective_2', ['kn2.decided', 'kn2.effective'], '30 CD', ['L2:44.2', '2012-07-01', 'T'], { roll: 'after' }),
  kn('K9', 'effective_2', ['kn2.decided', 'kn2.effective'], '45 CD', ['L2:44.2', '2012-07-01', 'T'], {
    roll: 'after',
    variant: 'remote',
  }),
  kn('K10', 'dialogue_notice', ['dialogue.date', 'dialogue.notified'], '5 CD', ['D2:28.1', '2026-07-01', 'T'], {
    roll: 'pre',
  }),
  kn('K11', 'send_suspend', ['kn.suspended|kn.terminated', 'kn.suspension_sent'], '3 WD', [
    'D2:28b.1',
    '2026-07-01',
    'T',
  ]),
  kn('K12', 'send_resume', ['kn.resumed', 'kn.resumption_sent'], '3 WD', ['D2:28b.2', '2026-07-01', 'T']),
  kn('K15', 'limitation_discipline_1', ['kn.decision_received', 'kn.filed'], '15 CD', ['L2:48', '2012-07-01', 'T']),
  kn('K16', 'limitation_discipline_2', ['kn.decision_received', 'kn2.filed'], '10 CD', ['L2:48', '2012-07-01', 'T']),
  kn('K16', 'limitation_discipline_2', ['kn.decision_received', 'kn2.filed'], '30 CD', ['L2:48', '2012-07-01', 'T'], {
    variant: 'dismissal',
  }),
  kn('K17', 'settle_discipline', ['kn.accepted|kn2.accepted', 'kn.decided|kn2.decided'], '30 CD', [
    'L2:50',
    '2012-07-01',
    'T',
  ]),
  kn(
    'K17',
    'settle_discipline',
    ['kn.accepted|kn2.accepted', 'kn.decided|kn2.decided'],
    '45 CD',
    ['L2:50', '2012-07-01', 'T'],
    { variant: 'complex' },
  ),
]
