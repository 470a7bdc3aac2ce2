import type { Confidence } from '../shared/index.ts'
import { cellForms } from './paper-forms-cell.ts'
import { committeeForms } from './paper-forms-committee.ts'

/** The generations of the rating rules since 2014, as far as papers differ. */
export const paperGenerations = ['G0', 'G1', 'G1b', 'G2', 'G3'] as const
export type PaperGeneration = (typeof paperGenerations)[number]

/** The symbols of the kinds of document that are numbered (party-documents.md §4, S-code). */
export const paperSymbols = ['QĐ', 'KH', 'CV', 'BC', 'BB', 'TTr', 'TB', 'KL', 'GGT'] as const
export type PaperSymbol = (typeof paperSymbols)[number]

/** Whose papers' page a form stands on. */
export const paperSubjects = ['committee', 'cell', 'member'] as const
export type PaperSubject = (typeof paperSubjects)[number]

/**
 * Forms of a committee that name no person, or a leader only by post and code: a superior's office keeps and registers its own
 * without reading any person's record. The database's policies name the same ones (a test compares them).
 */
export const impersonalForms = ['plan', 'suggestion', 'cell-decision', 'organization-decision', 'year-report'] as const

/** Something people write into a paper; `needed` keeps it from being registered while it is empty, never from being printed. */
export type PaperField = {
  readonly name: PaperFieldName
  readonly kind: 'line' | 'text' | 'day'
  readonly needed: boolean
}

/** What a paper is filled from besides what people write; what is not there is named, never guessed. */
export const paperFacts = [
  'members',
  'proposals',
  'tally',
  'decision',
  'organization-levels',
  'self-review',
  'own-level',
  'tables',
  'superseded-decision',
  'appeal',
] as const
export type PaperFact = (typeof paperFacts)[number]

/** Every name of a field; labels stand in the messages of this room. */
export const paperFieldNames = [
  'absent',
  'addressee',
  'annexes',
  'answers',
  'appeal',
  'appellant',
  'axes',
  'awardForm',
  'awards',
  'building',
  'causes',
  'chair',
  'changes',
  'checks',
  'collectiveLevel',
  'comment',
  'commentedOn',
  'conclusion',
  'direction',
  'duties',
  'endedAt',
  'entitled',
  'generalPoints',
  'groups',
  'guests',
  'introducedOn',
  'limitations',
  'measure',
  'newLevel',
  'oldDecision',
  'oldLevel',
  'opinions',
  'outcome',
  'participation',
  'person',
  'place',
  'present',
  'principles',
  'proposals',
  'purpose',
  'quarter',
  'questions',
  'reason',
  'remedied',
  'replyOn',
  'request',
  'residenceCell',
  'residenceCommittee',
  'responsibility',
  'resultPoints',
  'revokedAwards',
  'seats',
  'secretary',
  'selfLevel',
  'startedAt',
  'steering',
  'strengths',
  'subjects',
  'tasks',
  'verification',
] as const
export type PaperFieldName = (typeof paperFieldNames)[number]

/** One form of the rating round. `number` is its number in the list of 23; a number may have two forms of different kind. */
export type PaperForm = {
  readonly code: string
  readonly number: number
  readonly symbol: PaperSymbol | null
  readonly of: readonly PaperSubject[]
  /** Whose number and signature it carries. */
  readonly issuedBy: 'committee' | 'cell'
  readonly layout: 'general' | 'template' | 'table'
  readonly generations: readonly PaperGeneration[]
  readonly fields: readonly PaperField[]
  readonly facts: readonly PaperFact[]
  readonly confidence: Confidence
}

/** The code of a form. */
export type PaperCode = (typeof committeeForms)[number]['code'] | (typeof cellForms)[number]['code']

/** A form with its code known. */
export type ListedForm = PaperForm & { readonly code: PaperCode }

/** Every form, in the order of the list. */
export const paperForms: readonly ListedForm[] = [...committeeForms, ...cellForms].toSorted(
  (one, other) => one.number - other.number,
)

/** A form by its code; undefined outside the list. */
export const findPaperForm = (code: string): ListedForm | undefined => paperForms.find((form) => form.code === code)

/** The generation whose rules a rating year is judged by, for ever (ratings.md §1). */
export function generationOfYear(year: number): PaperGeneration {
  if (year >= 2025) return 'G3'
  if (year >= 2023) return 'G2'
  if (year >= 2019) return 'G1b'
  return year === 2018 ? 'G1' : 'G0'
}

/** The forms of a subject in a rating year, in the order of the list. */
export const formsOf = (subject: PaperSubject, year: number): readonly ListedForm[] =>
  paperForms.filter((form) => form.of.includes(subject) && form.generations.includes(generationOfYear(year)))
