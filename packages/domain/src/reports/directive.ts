import { z } from 'zod'
import { legalDayField, textField } from '../shared/index.ts'
import type { ReviewWords } from './review-tables.ts'

/** Kinds of documents that give directions. */
export const directiveKinds = ['resolution', 'directive', 'conclusion', 'plan', 'notice', 'other'] as const
export type DirectiveKind = (typeof directiveKinds)[number]

export const directiveKindWords: Readonly<Record<DirectiveKind, ReviewWords>> = {
  resolution: { vi: 'Nghị quyết', en: 'Resolution' },
  directive: { vi: 'Chỉ thị', en: 'Directive' },
  conclusion: { vi: 'Kết luận', en: 'Conclusion' },
  plan: { vi: 'Kế hoạch', en: 'Plan' },
  notice: { vi: 'Thông báo', en: 'Notice' },
  other: { vi: 'Văn bản khác', en: 'Other document' },
}

const text = (longest: number) => textField.pipe(z.string().min(1).max(longest))
const maybe = (longest: number) => textField.pipe(z.string().max(longest))

/** A document as a reference: what is printed on it, and where that was read. Nothing of its contents is a rule here. */
export const newDirectiveSchema = z.object({
  organizationId: z.uuid(),
  kind: z.enum(directiveKinds),
  number: text(60),
  issuer: text(200),
  issuedOn: legalDayField,
  title: text(500),
  source: text(300),
  note: maybe(1000),
})
export type NewDirective = Readonly<z.infer<typeof newDirectiveSchema>>

/** How a document bears on what was there before it. */
export const changeEffects = ['replaces', 'adds-to'] as const

/** A page of the product by its address: begins with one slash and never leads outside. */
const placeField = maybe(200).pipe(z.string().regex(/^(?:|\/[a-z0-9][A-Za-z0-9/_?=&.:%-]*)$/u))

/** What a document changes here, in words of the person who read it. */
export const newChangeSchema = z.object({
  effect: z.enum(changeEffects),
  about: text(200),
  place: placeField,
  said: text(1000),
  inForceOn: legalDayField,
})
export type NewChange = Readonly<z.infer<typeof newChangeSchema>>

/** Why a document was entered wrongly. */
export const strikeSchema = z.object({ why: text(500) })
