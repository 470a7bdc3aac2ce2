import type { RatingFacts, Subject } from './schema.ts'
import type { Tally } from './tally.ts'

const person = {
  generalPoints: 28.5,
  resultPoints: 64,
  tasksAssigned: 10,
  tasksOnTime: 10,
  tasksLate: 0,
  tasksFailed: 0,
  tasksExceeded: 4,
  limitationsPointedOut: 2,
  limitationsRemedied: 2,
  discipline: null,
  prohibitedActConcluded: false,
  degradationConcluded: false,
  exempt: false,
  suspended: false,
  monthsSinceAdmission: 120,
} satisfies RatingFacts

const collective = {
  generalPoints: 28.5,
  resultPoints: 64,
  tasksAssigned: 10,
  tasksOnTime: 10,
  tasksLate: 0,
  tasksFailed: 0,
  tasksExceeded: 4,
  limitationsPointedOut: 2,
  limitationsRemedied: 2,
  basicTargetsAssigned: 0,
  basicTargetsMissed: 0,
  collectiveMemberDegradationConcluded: false,
  cadreWorkWrongdoingConcluded: false,
  subordinateDisciplined: false,
  collectiveMemberDisciplined: false,
  collectiveDisciplined: false,
  degradationConcluded: false,
  disunityConcluded: false,
  unitCorruptionDealtWith: false,
} satisfies RatingFacts

const organization = { ...collective, monthsSinceFounded: 60 } satisfies RatingFacts

/** One flawless case per subject of G3, with nothing left unsaid: tests change one thing of it. */
export const flawlessFacts = {
  MEMBER_2A: person,
  MEMBER_2B: person,
  MEMBER_2C: person,
  LEADER: {
    ...person,
    basicTargetsAssigned: 0,
    basicTargetsMissed: 0,
    isHead: true,
    collectiveLevel: 'XS',
    collectiveDoneRate: 1,
    forceMajeureConfirmed: false,
    quarterBelowMinimum: false,
    unitsInCharge: 4,
    unitsRatedKht: 0,
    lowConfidenceVotes: 1,
    confidenceVotesTotal: 20,
    unitCorruptionDealtWith: false,
  },
  COLLECTIVE: collective,
  CHI_BO: organization,
  CB_CO_SO: organization,
  DB_BO_PHAN: organization,
  DB_TRUC_THUOC_CO_SO: organization,
  DB_CO_SO: organization,
  DB_DIRECT: organization,
} as const satisfies Record<Exclude<Subject, 'MEMBER'>, RatingFacts>

/** A sound count record of a cell: 24 summoned, 22 present, 21 valid ballots, XS carried. */
export const flawlessTally = {
  round: 1,
  eligible: 24,
  present: 22,
  issued: 22,
  collected: 22,
  valid: 21,
  invalid: 1,
  perLevel: { XS: 17, T: 4, HT: 0, KHT: 0 },
} satisfies Tally
