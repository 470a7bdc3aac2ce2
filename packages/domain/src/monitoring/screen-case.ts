import { z } from 'zod'
import { legalDayField, nearest, ok, type Result, refuse } from '../shared/index.ts'
import { grades } from './check-sheet.ts'
import { blockColour, blockLevel, committeeStatus, countStatuses, watchLevel } from './combine-statuses.ts'
import type { Inputs } from './evaluate-formula.ts'
import { type IndicatorCatalogue, levelBlocks, signalStatuses } from './indicator.ts'
import { contradictionInputs } from './judge-contradiction.ts'
import { type Judgement, judgeIndicator, readIndicator } from './judge-indicator.ts'
import { writeValue } from './judge-organization.ts'
import { monitoringMessages, sayInput, sayName } from './say-formula.ts'
import { saySignal, signalFacts } from './say-signal.ts'

const status = z.enum(signalStatuses)
const level = z.number().int().min(0).max(3).nullable()
const input = z
  .union([z.number(), z.boolean(), z.string(), z.array(z.union([z.number(), z.string(), z.null()]))])
  .nullable()
const days = z.union([legalDayField, z.array(legalDayField)])

/** A case of `nq15 screen --cases`. */
export const screenCaseSchema = z.discriminatedUnion('kind', [
  z.object({
    id: z.union([z.string(), z.number()]),
    kind: z.literal('indicator'),
    input: z.object({ indicator: z.string(), inputs: z.record(z.string(), input) }),
  }),
  z.object({
    id: z.union([z.string(), z.number()]),
    kind: z.literal('block'),
    input: z.union([
      z.strictObject({ block: z.enum([...levelBlocks, 'X']), statuses: z.record(z.string(), status) }),
      z.strictObject({
        committeeCells: z
          .record(z.string(), z.array(status))
          .refine((cells) => Object.keys(cells).length === 1, 'one indicator'),
      }),
      z.strictObject({ area: z.strictObject({ C: level.optional(), D: level.optional() }) }),
    ]),
  }),
  z.object({
    id: z.union([z.string(), z.number()]),
    kind: z.literal('contradiction'),
    input: z.discriminatedUnion('rule', [
      z.object({
        rule: z.literal('X1'),
        grade: z.enum(grades).nullable().optional(),
        reds: z.array(z.string()).default([]),
        noData: z.array(z.string()).default([]),
      }),
      z.object({
        rule: z.literal('X2'),
        monthsOnList: z.number().nullable().optional(),
        planProgress: z.number().nullable().optional(),
      }),
      z.object({
        rule: z.literal('X3'),
        caseState: z.string().nullable().optional(),
        settledOn: legalDayField.nullable().optional(),
        largeGroupOn: days.nullable().optional(),
      }),
      z.object({
        rule: z.literal('X4'),
        assignments: z.array(
          z.object({ role: z.string(), from: legalDayField, to: legalDayField.nullable().optional() }),
        ),
        on: legalDayField,
      }),
    ]),
  }),
])
export type ScreenCase = z.infer<typeof screenCaseSchema>

/** What no case may ask: an indicator that the catalogue does not hold, or the rule of small numbers itself. */
export type ScreenCaseRefusal = { readonly code: 'UNKNOWN_INDICATOR' | 'NO_INDICATOR'; readonly indicator: string }

/** Answers a case by a catalogue; an indicator nobody knows and C10, which measures nothing, are refused. */
export function answerScreenCase(
  one: ScreenCase,
  catalogue: IndicatorCatalogue,
): Result<Readonly<Record<string, unknown>>, ScreenCaseRefusal> {
  const { id } = one
  if (one.kind === 'block') return ok({ id, ...answerBlock(one.input) })
  const wanted = one.kind === 'indicator' ? one.input.indicator : one.input.rule
  const def = catalogue.indicators.find((indicator) => indicator.id === wanted)
  if (!def) return refuse({ code: 'UNKNOWN_INDICATOR', indicator: wanted } as const)
  const read = readIndicator(def)
  if (!read) return refuse({ code: 'NO_INDICATOR', indicator: wanted } as const)
  const inputs = one.kind === 'indicator' ? elapsed(one.input.inputs) : contradictionInputs(one.input)
  const judgement = judgeIndicator(read, inputs, catalogue.parameters)
  const sentence = sayCase(read, inputs, { judgement, catalogue })
  const basis = { document: def.source, confidence: def.confidence.join('+') }
  if (one.kind === 'contradiction') {
    const raised = judgement.status === 'yellow' || judgement.status === 'red'
    return ok({ id, raised, gradeChanged: false, needs: raised ? 'explanation' : null, sentence, basis })
  }
  return ok({ id, status: judgement.status, value: plainValue(judgement), sentence, missing: judgement.missing, basis })
}

/** Unpaid approvals count with the days elapsed so far, where the case says the day it is judged on (D5). */
function elapsed(inputs: Inputs): Inputs {
  const on = inputs['on'] ?? inputs['asOf']
  const paid = inputs['paidOn']
  if (typeof on !== 'string' || !Array.isArray(paid)) return inputs
  return { ...inputs, paidOn: paid.map((day: number | string | null) => day ?? on) }
}

type BlockInput = Extract<ScreenCase, { kind: 'block' }>['input']

function answerBlock(asked: BlockInput) {
  if ('area' in asked) return { watchLevel: watchLevel({ C: asked.area.C ?? null, D: asked.area.D ?? null }) }
  if ('committeeCells' in asked) {
    const [[indicator = '', statuses = []] = []] = Object.entries(asked.committeeCells)
    return { indicator, status: committeeStatus(countStatuses(statuses)) }
  }
  const statuses = Object.values(asked.statuses)
  return { colour: blockColour(statuses), level: blockLevel(statuses) }
}

const plainValue = ({ value }: Judgement) => (value !== null && typeof value === 'object' ? nearest(value) : value)

type Said = { readonly judgement: Judgement; readonly catalogue: IndicatorCatalogue }

/** The case in one Vietnamese sentence. */
function sayCase(
  read: NonNullable<ReturnType<typeof readIndicator>>,
  inputs: Inputs,
  { judgement, catalogue }: Said,
): string {
  const { def } = read
  const messages = monitoringMessages('vi')
  const { sentences } = messages
  const given = Object.fromEntries(Object.entries(inputs).filter(([name]) => read.names.includes(name)))
  const numbers = Object.entries(given)
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([name, value]) => `${sayName(name, 'vi')} ${sayInput(value, 'count', 'vi')}`)
    .join('; ')
  const fill = (text: string) =>
    text
      .replace('{name}', def.name.vi)
      .replace('{value}', sayInput(judgement.value, def.unit, 'vi'))
      .replace('{numbers}', numbers === '' ? '' : ` (${numbers})`)
      .replace('{missing}', judgement.missing.map((name) => sayName(name, 'vi')).join(', '))
  switch (judgement.status) {
    case 'red':
    case 'yellow': {
      const kind = def.block === 'X' ? 'contradiction' : judgement.status
      const answer = {
        indicator: def.id,
        subject: '',
        subjectName: null,
        period: '',
        status: judgement.status,
        value: writeValue(judgement.value),
        inputs: given,
        missing: [],
        sheetIds: [],
        since: '',
      }
      return saySignal(
        signalFacts(read, { answer, kind, against: null, suppressUnder: catalogue.parameters.suppressUnder }),
        {
          locale: 'vi',
          hidesSmall: false,
        },
      )
    }
    case 'no-data':
      return fill(sentences.noData)
    case 'not-applicable':
      return fill(sentences.notApplicable)
    case 'suppressed':
      return fill(sentences.suppressed)
    case 'info':
      return fill(sentences.info)
    case 'green':
      return fill(def.block === 'X' ? sentences.noContradiction : sentences.green)
  }
}
