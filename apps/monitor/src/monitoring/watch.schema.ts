import {
  indicatorBlocks,
  type LevelBlock,
  watchRulesSchema,
  watchSignSchema,
  watchStates,
} from '@nq15/domain/monitoring'
import { orgTypes } from '@nq15/domain/organizations'
import { z } from 'zod'

const day = z.iso.date()
const count = z.number().int()

/** A list as other systems and the web read it. */
export const listOut = z.object({
  listId: z.uuid(),
  organizationId: z.uuid(),
  organizationName: z.string(),
  name: z.string(),
  rules: watchRulesSchema,
  version: z.number(),
  isWithin: z.boolean(),
})

/** An entry without anybody's name or account. */
export const entryOut = z.object({
  entryId: z.uuid(),
  listId: z.uuid(),
  organizationId: z.uuid(),
  organizationName: z.string(),
  orgType: z.enum(orgTypes),
  areaCode: z.string().nullable(),
  state: z.enum(watchStates),
  levelCode: z.string().nullable(),
  severity: z.number().nullable(),
  signs: z.array(watchSignSchema),
  appraisalDueOn: day.nullable(),
  submittedLevel: z.string().nullable(),
  listedOn: day.nullable(),
  reviewOn: day.nullable(),
  offOn: day.nullable(),
  afterWatchUntil: day.nullable(),
  openedOn: day,
  version: z.number(),
})

/** The board: counts of organizations, decisions by their numbers, levels of places. */
export const boardOut = z.object({
  day,
  meeting: z.object({ last: day, next: day }),
  lists: z.array(listOut).readonly(),
  list: listOut.nullable(),
  standing: z
    .array(
      z.object({
        state: z.enum(watchStates),
        levelCode: z.string().nullable(),
        orgType: z.enum(orgTypes),
        count,
        reviewOverdue: count,
        appraisalOverdue: count,
        submitted: count,
        reviewed: count,
        bodyGone: count,
      }),
    )
    .readonly(),
  changes: z
    .array(
      z.object({
        entryId: z.uuid(),
        organizationName: z.string(),
        event: z.string(),
        onDay: day,
        decisionNumber: z.string().nullable(),
        levelCode: z.string().nullable(),
      }),
    )
    .readonly(),
  trend: z.object({
    days: z.array(day).readonly(),
    counts: z.array(z.object({ day, levelCode: z.string(), count })).readonly(),
  }),
  before: count,
  places: z
    .array(
      z.object({
        areaCode: z.string(),
        organizationId: z.uuid(),
        month: day.nullable(),
        ...(Object.fromEntries(
          indicatorBlocks.filter((block) => block !== 'X').map((block) => [block.toLowerCase(), z.number().nullable()]),
        ) as Record<Lowercase<LevelBlock>, z.ZodNullable<z.ZodNumber>>),
        reds: z.array(z.string()),
        missing: z.array(z.string()),
        isListed: z.boolean(),
      }),
    )
    .readonly(),
  kinds: z.array(z.object({ orgType: z.enum(orgTypes), organizations: count, red: count, unknown: count })).readonly(),
  asked: z.object({ open: count, overdue: count, escalated: count, uncharged: count }),
})

/** A quarter of a list. */
export const quarterOut = z.object({
  list: listOut,
  reconciliation: z.object({
    start: count,
    added: count,
    removed: count,
    merged: count,
    end: count,
    difference: count,
    relapsed: count,
    late: z.array(z.object({ entryId: z.uuid(), sign: z.union([z.literal(1), z.literal(-1)]) })),
  }),
  rows: z.array(
    z.object({
      entryId: z.uuid(),
      organizationName: z.string(),
      level: z.string(),
      listedOn: day,
      movements: z.array(z.enum(['start', 'added', 'removed', 'merged', 'end'])),
    }),
  ),
  kept: z
    .object({
      version: z.number(),
      preparedByName: z.string(),
      signedByName: z.string().nullable(),
      signedAt: z.iso.datetime().nullable(),
      contentHash: z.string().nullable(),
      reasons: z.array(z.object({ entryId: z.string(), reason: z.string() })),
    })
    .nullable(),
})
