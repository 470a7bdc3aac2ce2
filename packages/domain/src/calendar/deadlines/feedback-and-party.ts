import { deadlinesOf } from '../deadline-rule.ts'

const knpa = deadlinesOf('KNPA')
const ihanoi = deadlinesOf('IHANOI')
const party = deadlinesOf('PARTY')

/** Feedback, the city's platform, and the Party's own track; their numbers are known second-hand or not at all. */
export const feedbackAndPartyDeadlines = [
  party('R10', 'secretary_notice', ['party.received', 'party.notified'], '10 WD', ['P2', '2019-02-18', 'S']),
  knpa('F2', 'settle_feedback', ['knpa.received', 'knpa.answered'], '? WD', ['no statutory number', '2014-07-01', 'T']),
  ihanoi('F3', 'intake', ['item.sent', 'item.taken'], '8 WH', ['QĐ 1207/QĐ-UBND', '2025-01-01', 'S'], { roll: 'none' }),
  ihanoi('F4', 'urgent', ['item.taken', 'item.done'], '4 WH', ['QĐ 1207/QĐ-UBND', '2025-01-01', 'S'], { roll: 'none' }),
  ihanoi('F5', 'settle_item', ['item.taken', 'item.done'], '? WH', ['QĐ 1207/QĐ-UBND', '2025-01-01', 'S'], {
    roll: 'none',
  }),
  ihanoi('F5', 'settle_item', ['item.taken', 'item.done'], '? WH', ['QĐ 1207/QĐ-UBND', '2025-01-01', 'S'], {
    roll: 'none',
    variant: 'complex',
  }),
  party('P-3', 'tc_central_management', ['party.team_decided', 'party.tc_concluded'], '180 CD', [
    'QĐ 164-QĐ/TW',
    '2024-06-06',
    'S',
  ]),
  party(
    'P-4',
    'ubkt_settle',
    ['party.case_accepted', 'party.case_concluded'],
    '? WD',
    ['296-QĐ/TW', '2025-05-30', 'M'],
    { to: '2026-04-10' },
  ),
  party('P-4', 'ubkt_settle', ['party.case_accepted', 'party.case_concluded'], '? WD', ['21-QĐ/TW', '2026-04-11', 'M']),
]
