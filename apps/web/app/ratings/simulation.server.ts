import { type MoveReason, messagesEn, messagesVi, proposalSchema } from '@nq15/domain/ratings'
import { readSimulation } from '@nq15/use-cases/ratings/read-simulation'
import { data, type LoaderFunctionArgs } from '@remix-run/node'
import { appResources } from '../server/database.server.ts'
import { idFrom } from '../server/found.server.ts'
import { localeOf } from '../server/sentence.server.ts'
import { requireAnyPermission } from '../server/session.server.ts'

/** Fewer persons than this are not counted out to whoever reads no persons. */
const fewest = 5
const levelsShown = proposalSchema.options
const guarded = (count: number): number | null => (count > 0 && count < fewest ? null : count)

/** What a draft would change in a past year: in total, by reason, by organization; persons only for whoever reads them. */
export async function simulationLoader(args: LoaderFunctionArgs) {
  const { scope } = await requireAnyPermission(args, ['campaign:setup', 'rating:board', 'rating:decide'])
  const view = await readSimulation(appResources().db, scope, idFrom(args.params['simulationId']))
  if (!view.ok) throw data(null, { status: 404 })
  const { result, units, names, moves, simulatedAt, title, ...rest } = view.value
  const locale = localeOf(args.request)
  const words = locale === 'en' ? messagesEn : messagesVi
  const reasonText = (reason: MoveReason | string) => ({ reason, text: findingName(words, reason) })
  return {
    ...rest,
    title: title[locale],
    simulatedAt: simulatedAt.toISOString(),
    cases: result.cases,
    moved: guarded(result.moved),
    counts: levelsShown.map((outcome) => ({
      outcome,
      before: guarded(result.before.counts[outcome]),
      after: guarded(result.after.counts[outcome]),
    })),
    excess: { before: guarded(result.before.excess), after: guarded(result.after.excess) },
    reasons: result.reasons.map(({ reason, cases }) => ({ ...reasonText(reason), cases: guarded(cases) })),
    organizations: result.organizations.map(({ organizationId, moved, before, after }) => ({
      organizationId,
      name: names.get(organizationId) ?? '',
      moved: guarded(moved),
      limits: { before: before.limit, after: after.limit },
      excess: { before: guarded(before.excess), after: guarded(after.excess) },
    })),
    // Organizations are no persons: their levels are told as they are.
    units: units && {
      ...{ cases: units.cases, moved: units.moved, unnamed: units.unnamed },
      ...{ asToday: units.asToday ?? 0, withoutReport: units.withoutReport ?? 0 },
      excess: { before: units.before.excess, after: units.after.excess },
      moves: units.moves.map((move, at) => ({
        ...{ key: `${at} ${move.name}`, name: move.name, subject: words.subjects[move.subject] ?? move.subject },
        ...{ decider: names.get(move.organizationId) ?? '', before: levelText(words, move.before) },
        ...{ after: levelText(words, move.after), reasons: move.reasons.map(reasonText) },
        asToday: move.asToday === true,
      })),
    },
    moves: moves.map(({ caseId, before, after, reasons, case: { fullName } }) => ({
      caseId,
      fullName,
      before: levelText(words, before),
      after: levelText(words, after),
      reasons: reasons.map(reasonText),
    })),
  }
}

/** What a finding says of nobody in particular: the threshold stands in the rule itself. */
export function findingName(words: typeof messagesVi | typeof messagesEn, code: string): string {
  const findings: Readonly<Record<string, string>> = words.shortFindings
  return (findings[code] ?? '').replaceAll(/\s*\(?\{\w+\}\)?/gu, '').replace(/^[\s,;:]+|[\s,;:]+$/gu, '')
}

/** A level or another outcome as it is called. */
export function levelText(words: typeof messagesVi | typeof messagesEn, level: string): string {
  const texts: Readonly<Record<string, string>> = { ...words.levels, ...words.outcomes }
  return texts[level] ?? level
}
