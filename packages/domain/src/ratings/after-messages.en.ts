import type { AfterMessages } from './after-messages.ts'

/** What surrounds a decision, in English. */
export const afterMessagesEn = {
  checks: {
    'TC-01': 'Proposed {levels} although disciplined: {actual}.',
    'TC-02': 'Overdue petitions: {count}, while leaders or the collective are proposed {levels}.',
    'TC-03': 'Missed targets: {count}, while leaders or the collective are proposed {levels}.',
    'TC-04': 'Weak sub-units: {count}, while leaders or the collective are proposed {levels}.',
    'TC-05': 'Mean meeting points {points}, below {least}, while {levels} is proposed.',
    'TC-06': 'Proposed {levels}; the level claimed is {required}.',
    'TC-07':
      'Excellent {xs} of {rated}; comparable units {peerXs} of {peerRated}: more than {over} percentage points above.',
    'TC-08': 'Signs of weakness not settled: {count}, while {levels} is proposed.',
    'TC-09': 'The direct superior is looking into it. No level is decided before its direction.',
  },
  checkNames: {
    'TC-01': 'Discipline',
    'TC-02': 'Overdue petitions',
    'TC-03': 'Missed targets',
    'TC-04': 'Weak sub-units',
    'TC-05': 'Quality of meetings',
    'TC-06': 'Own level',
    'TC-07': 'Share against comparable units',
    'TC-08': 'Signs of weakness',
    'TC-09': 'Waits for the superior',
  },
  unitFacts: {
    overduePetitions: 'Overdue petitions',
    missedTargets: 'Missed targets',
    weakSubUnits: 'Weak sub-units',
    meetingScore: 'Mean meeting points of the year',
  },
  amendments: {
    'SD-01': 'The decision is not in order: {part}.',
    'SD-02': 'The new level is the decided one: there is nothing to correct.',
    'SD-03':
      'Afterwards the group would stand {excess} over its quota ({xs} of {limit}), without the number of a decision of exception.',
    'SD-04':
      'The head is rated {actual}, above the collective or before it has a level, without a decision of the superior.',
    'SD-05': 'The ground is not complete: {part}.',
    'SD-06': 'Who prepared it may not decide it alone. Another person of the competent level is needed.',
    'SD-07': 'Not excellent where a trigger stands ({actual}).',
    'SD-08': 'Nobody decides about himself.',
    'SD-09': 'The correcting decision needs another number than {actual} of the earlier decision.',
  },
  amendmentParts: {
    number: 'no number',
    day: 'no day',
    signer: 'no signer',
    'before-old': 'dated before the earlier decision',
    'in-future': 'dated in the future',
    'ground-document': 'no number of the paper it rests on',
    'ground-issuer': 'no body that issued the paper',
    'ground-day': 'no day of the paper',
    'legal-basis': 'no legal basis',
    reason: 'no reason',
  },
  consequences: {
    AWARD_ANNULLED: 'Awards that rested on the earlier level are annulled: {count} ({years}).',
    CANDIDATE_LOST: 'No longer a candidate for an award ({years}).',
    CANDIDATE_GAINED: 'May be proposed for an award ({years}); people decide.',
    SCREENING_OPENED: 'Not completed two years running ({years}): a screening task is opened for the cell.',
    SCREENING_GROUND_GONE: 'The screening task has lost its ground ({years}); the cell closes it with a reason.',
    COLLECTIVE_TO_REVIEW:
      'A member violated rules: the level of the collective and the organization in {years} is to be looked at. The machine lowers nobody.',
    SUPERIOR_TO_REVIEW:
      'A violation in an organization below: look again at the level of the organization above for {years}. Nothing is lowered by machine.',
    HEAD_TO_REVIEW: 'Heads standing above their collective in {years}: {count}. The machine lowers nobody.',
    QUOTA_CHANGED: 'The limit on Excellent of the group in {years} changes from {before} to {after}.',
  },
  disciplineForms: {
    reprimand: 'reprimand',
    warning: 'warning',
    'removal-from-post': 'removal from post',
    expulsion: 'expulsion',
    dissolution: 'dissolution',
  },
  sources: {
    superior: 'The committee directly above',
    'self-review': 'Self-review',
    proposals: 'The levels now proposed in this year',
    signs: 'Signs open in early recognition',
  },
} as const satisfies AfterMessages
