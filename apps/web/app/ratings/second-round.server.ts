import type { TallyRow } from '@nq15/db/ratings/tally.read'
import {
  ballotRoundsOf,
  isCellFileEditable,
  messagesEn,
  messagesVi,
  renderTallyNote,
  thresholdOf,
} from '@nq15/domain/ratings'
import { isWhole } from '@nq15/use-cases/ratings/see-entries'
import { countOf } from '@nq15/use-cases/ratings/tally-of-case'
import type { LoaderFunctionArgs } from '@remix-run/node'
import { found, idFrom, yearFrom } from '../server/found.server.ts'
import { localeOf } from '../server/sentence.server.ts'
import { requireAnyPermission } from '../server/session.server.ts'
import { type DifferenceView, differencesOf } from './differences-view.ts'
import { findWorkspace, workspaceReaders } from './workspace.server.ts'

/** The second round's sheet of a cell: whom the first round named excellent, and how many votes each got for being chosen. */
export async function secondRoundLoader(args: LoaderFunctionArgs) {
  const { person } = await requireAnyPermission(args, workspaceReaders)
  const year = yearFrom(args.params['year'])
  const organizationId = idFrom(args.params['cellId'])
  const { workspace, permission } = found(await findWorkspace(person, { year, organizationId }))
  const { campaign, ruleSet, file, check, rounds } = workspace
  const { myEntry, visible, revealed } = rounds[2]
  const mine = visible.find(({ entry }) => entry === myEntry)
  const other = visible.find(({ entry }) => entry !== myEntry)
  const open = campaign.state === 'open' && (file.state === 'not-started' || isCellFileEditable(file.state))
  const counts = permission === 'rating:work' || permission === 'rating:tally'
  const ofAnother = mine !== undefined && mine.enteredBy !== person.actor.userId
  const candidates = check.secondRound?.candidates ?? []
  const result = revealed || myEntry === 1 ? (check.secondRound?.result ?? null) : null
  const words = localeOf(args.request) === 'en' ? messagesEn : messagesVi
  return {
    campaign: {
      id: campaign.id,
      year,
      secondEntry: ruleSet.options.secondEntryRequired,
      rounds: ballotRoundsOf(ruleSet),
      threshold: thresholdOf(ruleSet.options, 2),
      quotaPercent: ruleSet.options.quota.percent,
    },
    cell: { id: organizationId, name: file.name },
    userId: person.actor.userId,
    mayCount: counts && open && !ofAnother,
    maySettle: counts && open && revealed,
    entry: {
      number: myEntry,
      ofAnother: ofAnother ? mine.enteredByName : null,
      completedAt: mine?.completedAt?.toISOString() ?? null,
      otherName: other?.enteredByName ?? null,
      isWhole: isWhole(
        mine,
        candidates.map((id) => ({ id, notRatedReason: null })),
      ),
    },
    record: { values: recordOf(mine), version: mine?.version ?? 0 },
    rows: candidates.map((caseId) => {
      const row = check.cases.find((one) => one.row.id === caseId)?.row
      const votes = mine?.votes.find((one) => one.caseId === caseId)
      return {
        ...{ caseId, name: row?.fullName ?? '', position: row?.positionInList ?? 0 },
        chosen: asText(votes?.chosen),
        version: votes?.version ?? 0,
        isChosen: result?.chosen?.includes(caseId) ?? false,
      }
    }),
    differences: revealed ? (differencesOf(countOf(visible, 2)) satisfies DifferenceView[]) : null,
    result: result && {
      ok: result.ok,
      chosen: result.chosen?.length ?? 0,
      notes: [...result.errors, ...result.warnings].map((note) => ({
        code: note.screenCode,
        sentence: renderTallyNote(words, note),
        isError: !result.ok,
      })),
    },
  }
}

const asText = (value: number | null | undefined) => (value === null || value === undefined ? '' : String(value))

/** The head of the second round in the order of the paper. */
const headFields = ['eligible', 'present', 'issued', 'collected', 'valid', 'invalid', 'seats'] as const

const recordOf = (tally: TallyRow | undefined): Record<(typeof headFields)[number], string> => ({
  eligible: asText(tally?.eligible),
  present: asText(tally?.present),
  issued: asText(tally?.issued),
  collected: asText(tally?.collected),
  valid: asText(tally?.valid),
  invalid: asText(tally?.invalid),
  seats: asText(tally?.seats),
})
