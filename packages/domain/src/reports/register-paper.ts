import { z } from 'zod'
import { legalDayField, textField } from '../shared/index.ts'
import { paperFieldNames } from './paper-forms.ts'

/** The life of a paper in the register: its number kept free for it, issued, replaced by a later one, withdrawn unissued. */
export const paperStates = ['reserved', 'registered', 'replaced', 'withdrawn'] as const
export type PaperState = (typeof paperStates)[number]

/** What stands between a paper and its registration. */
export type RegisterRefusal =
  | { readonly code: 'NOT_FOUND' | 'CHANGED_MEANWHILE' | 'NOT_RESERVED' | 'NO_TERM' | 'NUMBER_TAKEN' | 'NOT_NUMBERED' }
  | { readonly code: 'FIELDS_MISSING'; readonly fields: readonly string[] }
  | { readonly code: 'FACTS_MISSING'; readonly facts: readonly string[] }
  | { readonly code: 'NOT_OF_THIS_ISSUER' | 'NOT_OF_THIS_KIND' | 'SAME_PAPER' }

const longText = z
  .string()
  .max(20_000)
  .transform((typed) =>
    typed
      .normalize('NFC')
      .replace(/[ \t]+$/gmu, '')
      .trim(),
  )

/** What people have written into a paper, by field; empty ones are left out. */
export const paperTextsSchema = z
  .partialRecord(z.enum(paperFieldNames), longText)
  .transform((typed) => Object.fromEntries(Object.entries(typed).filter(([, text]) => text !== '')))
export type PaperTexts = Readonly<Partial<Record<(typeof paperFieldNames)[number], string>>>

/** A number kept free; without `number` the next one of its kind and term. */
export const reservePaperSchema = z.object({
  number: z.preprocess(
    (typed) => (typed === '' ? undefined : typed),
    z.coerce.number().int().min(1).max(99_999).optional(),
  ),
  documentOn: legalDayField,
})

/** The registration of a paper whose number is kept: its day, who signed, and which paper it replaces. */
export const registerPaperSchema = z.object({
  documentOn: legalDayField,
  signerName: textField.pipe(z.string().min(1).max(120)),
  signerTitle: textField.pipe(z.string().min(1).max(120)),
  replacesId: z.preprocess((typed) => (typed === '' ? null : typed), z.uuid().nullable()),
})

/** The steps a paper takes; absent means refused. */
const steps: Readonly<Record<PaperState, readonly PaperState[]>> = {
  reserved: ['registered', 'withdrawn'],
  registered: ['replaced'],
  replaced: [],
  withdrawn: [],
}

/** Whether a paper may pass from one state into another; the database holds the same table. */
export const mayBecome = (from: PaperState, to: PaperState): boolean => steps[from].includes(to)
