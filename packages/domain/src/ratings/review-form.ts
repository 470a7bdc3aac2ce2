import { z } from 'zod'
import type { LegalSource } from '../shared/index.ts'
import type { Subject } from './schema.ts'

/** The written sections of a self-review; the own level and the points are fields, not text. */
export const reviewSections = [
  'conduct',
  'tasks',
  'leading',
  'limitations',
  'remedied',
  'explained',
  'responsibility',
  'direction',
] as const
export const reviewSectionSchema = z.enum(reviewSections)
export type ReviewSection = z.infer<typeof reviewSectionSchema>

/** One section as a form prints it. */
export type FormSection = {
  readonly section: ReviewSection
  /** I to VI; several parts may stand under one numeral. */
  readonly numeral: string
  readonly part: number | null
  readonly source: LegalSource
}

/**
 * The layout of the form is known in part from practice: the opening of 02B (2023) is seen text, the rest second-hand, so the
 * mark is kept weak and the sections are data.
 */
const form = (provision: string): LegalSource => ({ document: '43-HD/BTCTW', provision, confidence: 'M' })

const rows = [
  { section: 'conduct', numeral: 'I', part: 1 },
  { section: 'tasks', numeral: 'I', part: 2 },
  { section: 'leading', numeral: 'I', part: 3, leaders: true },
  { section: 'limitations', numeral: 'II', part: null },
  { section: 'remedied', numeral: 'III', part: null },
  { section: 'explained', numeral: 'IV', part: null },
  { section: 'responsibility', numeral: 'V', part: null, leaders: true },
  { section: 'direction', numeral: 'VI', part: null },
] as const

/** The sections of a person's form in printed order; a form without the leaders' section V numbers on without a gap. */
export function sectionsOfForm(subject: Subject): readonly FormSection[] {
  const isLeader = subject === 'LEADER'
  const source = form(isLeader ? 'Mẫu 2B' : subject === 'MEMBER_2C' ? 'Mẫu 2C' : 'Mẫu 2A')
  return rows
    .filter((row) => isLeader || !('leaders' in row))
    .map(({ section, numeral, part }) => ({
      section,
      numeral: !isLeader && section === 'direction' ? 'V' : numeral,
      part,
      source,
    }))
}

/** The numeral of "self-proposed level" on a form: VII for leaders, VI for others. */
export const numeralOfOwnLevel = (subject: Subject): string => (subject === 'LEADER' ? 'VII' : 'VI')
