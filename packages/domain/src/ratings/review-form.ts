import { z } from 'zod'
import type { LegalSource } from '../shared/index.ts'
import type { Subject } from './schema.ts'

/** The written sections of a self-review; the own level and the points are fields, not text. */
export const reviewSections = [
  'conduct',
  'tasks',
  'leading',
  'commitments',
  'limitations',
  'causes',
  'remedied',
  'explained',
  'responsibility',
  'direction',
] as const
export const reviewSectionSchema = z.enum(reviewSections)
export type ReviewSection = z.infer<typeof reviewSectionSchema>

/**
 * The edition of the forms a review is written on, kept with its case. 1: what this product gave out before the forms of
 * 43-HD/BTCTW could be read, with the letters A and B the other way round; 2: the forms as read.
 */
export const reviewEditions = [1, 2] as const
export type ReviewEdition = (typeof reviewEditions)[number]

/** The letter of a form of self-review. */
export type ReviewLetter = '2A' | '2B' | '2C'

/** What decides on which form a person is reviewed: the subject, the year, and the edition the case was begun with. */
export type ReviewOf = { readonly subject: string; readonly year: number; readonly edition: ReviewEdition }

const firstYearOf43 = 2025

/** The letter of the form of a person: 2A leads since 2025, as read; 2B led in the forms of 2023 and in this product's first edition. */
export function reviewLetter({ subject, year, edition }: ReviewOf): ReviewLetter {
  if (subject === 'MEMBER_2C') return '2C'
  const leadersFirst = year >= firstYearOf43 && edition === 2
  return (subject === 'LEADER') === leadersFirst ? '2A' : '2B'
}

/** One section as a form prints it. */
export type FormSection = {
  readonly section: ReviewSection
  /** I to VI; several parts may stand under one numeral. */
  readonly numeral: string
  readonly part: number | null
  readonly source: LegalSource
}

type Row = Pick<FormSection, 'section' | 'numeral'> & { readonly part: number | null; readonly leaders?: true }

/** The layout this product gave out first: second-hand, so its mark stays weak. */
const firstRows: readonly Row[] = [
  { section: 'conduct', numeral: 'I', part: 1 },
  { section: 'tasks', numeral: 'I', part: 2 },
  { section: 'leading', numeral: 'I', part: 3, leaders: true },
  { section: 'limitations', numeral: 'II', part: null },
  { section: 'remedied', numeral: 'III', part: null },
  { section: 'explained', numeral: 'IV', part: null },
  { section: 'responsibility', numeral: 'V', part: null, leaders: true },
  { section: 'direction', numeral: 'VI', part: null },
]

/** The parts of 02B as read; 02A has a part on what the person leads, which was not read. */
const rows: readonly Row[] = [
  { section: 'conduct', numeral: 'I', part: 1 },
  { section: 'tasks', numeral: 'I', part: 2 },
  { section: 'leading', numeral: 'I', part: 3, leaders: true },
  { section: 'commitments', numeral: 'I', part: 3 },
  { section: 'limitations', numeral: 'II', part: 1 },
  { section: 'causes', numeral: 'II', part: 2 },
  { section: 'remedied', numeral: 'III', part: null },
  { section: 'explained', numeral: 'IV', part: null },
  { section: 'responsibility', numeral: 'V', part: null },
  { section: 'direction', numeral: 'VI', part: null },
]

/** The sections of a person's form in printed order, numbered without a gap. */
export function sectionsOfForm(of: ReviewOf & { readonly subject: Subject }): readonly FormSection[] {
  const isLeader = of.subject === 'LEADER'
  const asRead = of.year >= firstYearOf43 && of.edition === 2
  const source: LegalSource = {
    document: '43-HD/BTCTW',
    provision: `Mẫu 0${reviewLetter(of)}`,
    // Only 02B was read in all its parts.
    confidence: !asRead ? 'M' : reviewLetter(of) === '2B' ? 'T' : 'S',
  }
  return (asRead ? rows : firstRows)
    .filter((row) => isLeader || !row.leaders)
    .map(({ section, numeral, part }) => ({
      section,
      numeral: !asRead && !isLeader && section === 'direction' ? 'V' : numeral,
      part: asRead && isLeader && section === 'commitments' ? 4 : part,
      source,
    }))
}

/** The numeral of "self-proposed level" on a form: VII, except for who does not lead on the forms given out first. */
export const numeralOfOwnLevel = ({ subject, year, edition }: ReviewOf): string =>
  subject === 'LEADER' || (year >= firstYearOf43 && edition === 2) ? 'VII' : 'VI'
