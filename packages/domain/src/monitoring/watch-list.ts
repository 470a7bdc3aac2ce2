import { z } from 'zod'
import { type LegalSource, textField } from '../shared/index.ts'

/** What a level of a list brings: `attention` is observed and reviewed, `consolidation` needs a plan. */
export const watchEffects = ['attention', 'consolidation'] as const

const code = z.string().regex(/^[a-z][a-z0-9-]{1,40}$/)

/** A level of a list as its owner calls it: `rank` orders the levels, a higher one is graver. */
export const watchLevelSchema = z.strictObject({
  code,
  name: textField.pipe(z.string().min(1).max(60)),
  rank: z.int().min(1).max(9),
  effect: z.enum(watchEffects),
})
export type WatchLevel = Readonly<z.infer<typeof watchLevelSchema>>

/** The rules of one list: its levels and its times, all of them the owner's to change (weak units, section 16.4). */
export const watchRulesSchema = z
  .strictObject({
    levels: z.array(watchLevelSchema).min(1).max(6).readonly(),
    /** Months until a decision is looked at again, at most. */
    reviewMonths: z.int().min(1).max(12),
    /** Working days from a sign to the end of its appraisal. */
    appraisalDays: z.int().min(1).max(60),
    /** Months for which an organization is followed after it left the list. */
    afterWatchMonths: z.int().min(6).max(12),
    /** Full quarters in a row without the red signs of the listing. */
    clearQuarters: z.int().min(1).max(8),
  })
  .refine(({ levels }) => new Set(levels.map((one) => one.code)).size === levels.length, { message: 'LEVEL_TWICE' })
  .refine(({ levels }) => new Set(levels.map((one) => one.rank)).size === levels.length, { message: 'RANK_TWICE' })
  .refine(({ levels }) => levels.some(({ effect }) => effect === 'consolidation'), { message: 'NO_CONSOLIDATION' })
export type WatchRules = Readonly<z.infer<typeof watchRulesSchema>>

/** A new list or its new rules, as the form sends it. */
export const watchListFormSchema = z.strictObject({
  name: textField.pipe(z.string().min(1).max(120)),
  rules: watchRulesSchema,
})

/** Where the usual rules of a list come from; nothing of them is known from the text of the city's resolution. */
export const watchRulesSource: LegalSource = {
  document: 'Quy ước của sản phẩm; tên mức theo số liệu Thành ủy công bố năm 2019',
  provision: 'weak-units:5, 6.3, 15',
  confidence: 'design',
}

/** The rules a list begins with: the two labels of the city's figures, reviewed every quarter. */
export const usualWatchRules: WatchRules = {
  levels: [
    { code: 'needs-attention', name: 'Cần quan tâm củng cố', rank: 1, effect: 'attention' },
    { code: 'needs-consolidation', name: 'Cần củng cố', rank: 2, effect: 'consolidation' },
  ],
  reviewMonths: 3,
  appraisalDays: 15,
  afterWatchMonths: 12,
  clearQuarters: 2,
}

/** The level of a code in the rules, or undefined. */
export const watchLevelOf = (rules: WatchRules, wanted: string | null): WatchLevel | undefined =>
  rules.levels.find((level) => level.code === wanted)
