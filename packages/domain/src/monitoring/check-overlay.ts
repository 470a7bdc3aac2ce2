import { z } from 'zod'
import { ok, type Result, refuse, textField } from '../shared/index.ts'
import { evaluateFormula, type Inputs, NoValue, type Value } from './evaluate-formula.ts'
import { type Formula, namesIn, readFormula } from './formula.ts'
import {
  type AddedFigure,
  type IndicatorCatalogue,
  type IndicatorDef,
  type InputSource,
  indicatorPeriods,
  indicatorUnits,
} from './indicator.ts'
import { sheetIds, sheets } from './sheet.ts'

const formulaText = textField.pipe(z.string().min(1).max(300))
const text = textField.pipe(z.string().min(1).max(200))
const both = z.object({ vi: text, en: text })

/** A city's own thresholds and indicators, over the catalogue the product ships: the same schema for a form, a file and the store. */
export const overlaySchema = z.strictObject({
  /** Thresholds of shipped indicators; null takes a colour away. An absent one stays. */
  thresholds: z
    .array(
      z.strictObject({
        id: z.string(),
        yellow: formulaText.nullable().optional(),
        red: formulaText.nullable().optional(),
        reason: text,
      }),
    )
    .max(60)
    .default([]),
  /** Shipped indicators that this city does not ask for. */
  dropped: z.array(z.string()).max(60).default([]),
  figures: z
    .array(z.strictObject({ name: z.string().regex(/^[a-z][A-Za-z0-9]{1,39}$/), sheet: z.enum(sheetIds), label: both }))
    .max(40)
    .default([]),
  added: z
    .array(
      z.strictObject({
        id: z.string(),
        name: both,
        formula: formulaText,
        unit: z.enum(indicatorUnits),
        direction: z.enum(['lower-is-worse', 'higher-is-worse', 'band', 'flag']),
        yellow: formulaText.nullable(),
        red: formulaText.nullable(),
        basis: text,
        personDenominator: formulaText.nullable(),
        period: z.enum(indicatorPeriods),
        subject: z.enum(['cell-only', 'organization', 'area']),
      }),
    )
    .max(20)
    .default([]),
  parameters: z
    .strictObject({
      suppressUnder: z.number().int().optional(),
      youngAge: z.number().int().min(25).max(50).optional(),
      leastPeers: z.number().int().min(5).max(50).optional(),
      outlierScore: z.number().min(2).max(10).optional(),
      leastChange: z.number().min(0).max(50).optional(),
      answerDays: z.number().int().min(1).max(60).optional(),
      sheetDueDay: z.number().int().min(1).max(20).optional(),
    })
    .default({}),
})
export type Overlay = z.infer<typeof overlaySchema>

export const overlayFindingCodes = [
  'FORMULA_MALFORMED',
  'UNKNOWN_NAME',
  'UNKNOWN_INDICATOR',
  'ID_TAKEN',
  'ID_MALFORMED',
  'NOT_TRIED',
  'NO_THRESHOLD',
  'UNDER_FLOOR',
  'NAME_TWICE',
  'NOTHING_CHANGED',
] as const
export type OverlayFindingCode = (typeof overlayFindingCodes)[number]
export type CataloguePlace = 'formula' | 'yellow' | 'red' | 'id' | 'parameter' | 'figure'
export type OverlayFinding = {
  readonly code: OverlayFindingCode
  readonly id: string
  readonly place: CataloguePlace
  readonly detail: Readonly<Record<string, string>>
}

/** The floor of privacy G2: nobody may show counts of fewer persons. */
const suppressFloor = 5

/**
 * The catalogue with a city's own thresholds in it, or everything that keeps them from being published: formulas that are
 * none, names nobody knows, formulas that fail on trial figures, a limit of small numbers under the floor.
 */
export function applyOverlay(
  base: IndicatorCatalogue,
  overlay: Overlay,
  number: number,
): Result<IndicatorCatalogue, readonly OverlayFinding[]> {
  const findings: OverlayFinding[] = []
  const say = (code: OverlayFindingCode, id: string, place: CataloguePlace, detail: Record<string, string> = {}) =>
    findings.push({ code, id, place, detail })
  const { suppressUnder } = overlay.parameters
  if (suppressUnder !== undefined && suppressUnder < suppressFloor)
    say('UNDER_FLOOR', '', 'parameter', { required: String(suppressFloor) })
  if (isEmpty(overlay)) say('NOTHING_CHANGED', '', 'parameter')

  const shipped = new Set(sheets.flatMap(({ figures }) => figures.map(({ name }) => name)))
  const inputs: Record<string, InputSource> = { ...base.inputs }
  for (const { name, sheet } of overlay.figures) {
    if (shipped.has(name) || inputs[name]) say('NAME_TWICE', '', 'figure', { name })
    const period = sheets.find(({ id }) => id === sheet)?.period ?? 'month'
    inputs[name] = { from: 'figure', figure: name, over: period, take: 'last' }
  }
  for (const name of shipped) {
    if (inputs[name]) continue
    const period = sheets.find(({ figures }) => figures.some((figure) => figure.name === name))?.period ?? 'month'
    inputs[name] = { from: 'figure', figure: name, over: period, take: 'last' }
  }
  const known = new Set(base.indicators.map(({ id }) => id))
  for (const { id } of overlay.thresholds) if (!known.has(id)) say('UNKNOWN_INDICATOR', id, 'id', { id })
  for (const id of overlay.dropped) if (!known.has(id)) say('UNKNOWN_INDICATOR', id, 'id', { id })
  for (const { id } of overlay.added) {
    if (!/^[A-D][2-9][0-9]$/.test(id)) say('ID_MALFORMED', id, 'id', { id })
    if (known.has(id)) say('ID_TAKEN', id, 'id', { id })
    known.add(id)
  }
  const changed = new Map(overlay.thresholds.map((one) => [one.id, one]))
  const indicators: IndicatorDef[] = [
    ...base.indicators
      .filter(({ id }) => !overlay.dropped.includes(id))
      .map((def) => {
        const own = changed.get(def.id)
        if (!own) return def
        return {
          ...def,
          yellow: own.yellow === undefined ? def.yellow : own.yellow,
          red: own.red === undefined ? def.red : own.red,
          source: `${def.source}; ${own.reason}`,
          confidence: [...new Set([...def.confidence, 'design' as const])],
        }
      }),
    ...overlay.added.map(
      ({ basis, ...one }): IndicatorDef => ({
        ...one,
        block: one.id.slice(0, 1) as IndicatorDef['block'],
        source: basis,
        confidence: ['design'],
        note: { vi: '', en: '' },
        colourless: [],
        compared: false,
      }),
    ),
  ]
  const mine = new Set([...overlay.thresholds.map(({ id }) => id), ...overlay.added.map(({ id }) => id)])
  for (const def of indicators.filter(({ id }) => mine.has(id))) findings.push(...checkFormulas(def, inputs))
  if (findings.length > 0) return refuse(findings)
  return ok({
    ...base,
    code: `${base.code}+${number}`,
    indicators,
    inputs,
    figures: [
      ...base.figures,
      ...overlay.figures.map(({ name, sheet, label }): AddedFigure => ({ name, sheet, label })),
    ],
    parameters: {
      ...base.parameters,
      ...Object.fromEntries(Object.entries(overlay.parameters).filter(([, value]) => value !== undefined)),
    },
  })
}

const isEmpty = ({ thresholds, dropped, added, figures, parameters }: Overlay) =>
  thresholds.length + dropped.length + added.length + figures.length + Object.keys(parameters).length === 0

function checkFormulas(def: IndicatorDef, inputs: Readonly<Record<string, InputSource>>): OverlayFinding[] {
  const findings: OverlayFinding[] = []
  const say = (code: OverlayFindingCode, place: CataloguePlace, detail: Record<string, string> = {}) =>
    findings.push({ code, id: def.id, place, detail })
  if (def.yellow === null && def.red === null && def.direction !== 'info') say('NO_THRESHOLD', 'yellow')
  const places = { formula: def.formula, yellow: def.yellow, red: def.red } as const
  let value: Value | undefined
  for (const [place, written] of Object.entries(places) as [keyof typeof places, string | null][]) {
    if (written === null) continue
    const read = readFormula(written)
    if (!read.ok) {
      say('FORMULA_MALFORMED', place, { at: String(read.refusal.at + 1) })
      continue
    }
    const names = namesIn(read.value)
    for (const name of names)
      if (!inputs[name] && (name !== 'value' || place === 'formula')) say('UNKNOWN_NAME', place, { name })
    // Tried on figures of the kind that will come: a formula that cannot be reckoned is found before anybody relies on it.
    const found = tryOut(read.value, { names, inputs, value })
    if (place === 'formula') value = found ?? undefined
    if (found === null || (place !== 'formula' && typeof found !== 'boolean')) say('NOT_TRIED', place)
  }
  return findings
}

/** Numbers that differ from one name to the next, so that no difference is zero by chance. */
const trials: readonly ((at: number) => number)[] = [(at) => 7 + 4 * at, (at) => 60 - 7 * at]

function tryOut(
  formula: Formula,
  {
    names,
    inputs,
    value,
  }: {
    readonly names: readonly string[]
    readonly inputs: Readonly<Record<string, InputSource>>
    readonly value: Value | undefined
  },
): Value | null {
  for (const trial of trials) {
    try {
      return evaluateFormula(formula, trialOf(names, inputs, trial), value)
    } catch (error) {
      if (!(error instanceof NoValue)) throw error
    }
  }
  return null
}

const words: Readonly<Record<string, string>> = { grade: 'good', caseState: 'settled', D1: 'yellow' }

function trialOf(
  names: readonly string[],
  inputs: Readonly<Record<string, InputSource>>,
  trial: (at: number) => number,
): Inputs {
  return Object.fromEntries(
    names.map((name, at) => {
      const source = inputs[name]
      const kind = source?.from === 'figure' ? kinds.get(source.figure) : undefined
      if (words[name]) return [name, words[name]]
      if (kind === 'yes-no') return [name, true]
      return [name, source?.from === 'figure' && source.take === 'list' ? [trial(at), trial(at) + 1] : trial(at)]
    }),
  )
}

const kinds = new Map(sheets.flatMap(({ figures }) => figures.map(({ name, kind }) => [name, kind] as const)))
