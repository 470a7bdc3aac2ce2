import { deadlinesOf } from '../deadline-rule.ts'

const tcd = deadlinesOf('TCD')
const xld = deadlinesOf('XLD')

/** Citizen reception and the sorting of petitions (tiếp công dân, xử lý đơn). */
export const receptionDeadlines = [
  tcd('R1', 'reply_intake', ['visit.received', 'visit.replied'], '10 WD', ['L1:28.1', '2014-07-01', 'T']),
  tcd('R2', 'feedback_to_forwarder', ['case.settled', 'feedback.sent'], '7 WD', ['L1:27.2', '2014-07-01', 'T']),
  tcd('R3', 'inform_citizen', ['feedback.received', 'citizen.informed'], '5 WD', ['L1:28.2', '2014-07-01', 'T']),
  tcd('R4', 'refusal_notice', ['refusal.grounds', 'refusal.form01_issued'], '3 WD', ['D1:4.3', '2026-07-01', 'T']),
  tcd('R5', 'session_conclusion', ['session.ended', 'session.conclusion_issued'], '? WD', [
    'D1:25.2',
    '2026-07-01',
    'T',
  ]),
  tcd('R6', 'online_notice', ['online.session_date', 'online.notified'], '5 WD', ['D1:23.1', '2026-07-01', 'T'], {
    roll: 'pre',
  }),
  tcd('R7', 'online_test', ['online.session_date', 'online.tested'], '1 WD', ['D1:23.1', '2026-07-01', 'T'], {
    roll: 'pre',
  }),
  tcd('R8', 'online_connect', ['online.session_start', 'online.connected'], '1 H', ['D1:23.1', '2026-07-01', 'T'], {
    roll: 'pre',
  }),
  // Of the periods that close on the 14th: the 17th and the 20th as they are, on whatever weekday they fall.
  tcd('B1', 'report_to_city', ['report.period_closed', 'report.sent_to_city'], '3 CD', ['C4:7', '2025-09-30', 'S'], {
    roll: 'none',
  }),
  tcd(
    'B2',
    'report_to_inspectorate',
    ['report.period_closed', 'report.sent_to_inspectorate'],
    '6 CD',
    ['C4:7', '2025-09-30', 'S'],
    {
      roll: 'none',
    },
  ),
  xld('R9', 'red_line', ['petition.received', 'petition.processed'], '45 CD', ['D1:41.3b', '2026-07-01', 'T'], {
    roll: 'none',
  }),
  xld('S1', 'sort', ['petition.received', 'petition.sorted'], '10 WD', ['C1:practice', '2021-11-15', 'M']),
]
