import { deserialize, serialize } from 'node:v8'
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { Database } from '@nq15/db/client'
import { loadSheets } from '@nq15/db/monitoring/fact.read'
import { listScreenedPlaces, readDirectCounts, type ScreenedPlace } from '@nq15/db/monitoring/screened.read'
import { readClock } from '@nq15/db/monitoring/screening-run.read'
import type { Scope } from '@nq15/db/scope'
import {
  type Answer,
  collectPeers,
  countCells,
  endOfMonth,
  finishJudgement,
  historyMonths,
  judgeOwn,
  type OwnJudgement,
  type PeriodStart,
  periodFor,
  rollUpCounts,
  type SubjectFacts,
  shiftMonth,
} from '@nq15/domain/monitoring'
import { hashText } from '../access/hash-text.ts'
import { hashInputs, hashJudgement } from './hash-answers.ts'
import type { Judged } from './keep-judgements.ts'
import { type RulesInForce, readRules } from './read-rules.ts'

/** How many buckets organizations fall into by their ids; one bucket is judged by one process at a time. */
const buckets = 64
/** The bucket of an organization. */
export const bucketOf = (organizationId: string): number => Number.parseInt(organizationId.slice(-2), 16) % buckets

/** How many months of sheets a judgement reads: its own history, and the quarters a mean rests on. */
const loadedMonths = historyMonths + 15

/** What a whole run is judged on: the rules, the organizations as they stood, and what other rooms count of them. */
export type Ground = {
  readonly rules: RulesInForce
  readonly places: readonly ScreenedPlace[]
  readonly counts: ReturnType<typeof rollUpCounts>
}

/** Reads the ground of a run in a few statements, whatever the size of the city. */
export async function readGround(
  db: Database,
  scope: Scope,
  { organizationId, month }: { readonly organizationId: string; readonly month: PeriodStart },
): Promise<Ground> {
  const day = endOfMonth(month)
  return db.asReader(scope, async (tx) => {
    const rules = await readRules(tx, scope, { organizationId, day })
    const places = await listScreenedPlaces(tx, scope, { rootId: organizationId, day })
    const direct = await readDirectCounts(tx, scope, {
      organizationIds: places.map((place) => place.organizationId),
      day,
      youngAge: rules.catalogue.parameters.youngAge,
      ratedYear: Number(periodFor('year', month).slice(0, 4)),
    })
    const counts = rollUpCounts(places, new Map(direct.map((one) => [one.organizationId, one])))
    return { rules, places, counts }
  })
}

/** What is known of an organization but for its sheets. */
export function factsOf(
  place: ScreenedPlace,
  { counts, parents }: { readonly counts: ReturnType<typeof rollUpCounts>; readonly parents: ReadonlySet<string> },
): Omit<SubjectFacts, 'sheets'> {
  return {
    organizationId: place.organizationId,
    parentId: place.parentId,
    kind: place.kind,
    sector: place.sector,
    isCell: place.isCell,
    hasCells: !place.isCell && parents.has(place.organizationId),
    answersForArea: !place.isCell && place.areaCode !== null,
    foundedOn: place.foundedOn,
    counts: counts.get(place.organizationId) ?? {},
  }
}

/** Organizations that have cells somewhere below them. */
export function aboveCells(places: readonly ScreenedPlace[]): ReadonlySet<string> {
  const parents = new Map(places.map((place) => [place.organizationId, place.parentId]))
  const above = new Set<string>()
  for (const { parentId, isCell } of places) {
    if (!isCell) continue
    for (let at: string | null | undefined = parentId; at && !above.has(at); at = parents.get(at)) above.add(at)
  }
  return above
}

/** What can be said of everybody before they are compared. */
export type Owns = {
  /** By bucket, what was said of its organizations, packed: as objects a city's answers take a gigabyte. */
  readonly packed: ReadonlyMap<number, Buffer>
  /** Statuses of the cells, of what a committee counts. */
  readonly cells: ReadonlyMap<string, CellAnswers>
  readonly peers: ReturnType<ReturnType<typeof collectPeers>['finish']>
  /** When the sheets of a bucket were read, by the database's clock. */
  readonly readAt: ReadonlyMap<number, Date>
}

type CellAnswers = { readonly answers: readonly Pick<Answer, 'indicator' | 'subject' | 'status'>[] }

// Fast rather than small: the fourth part of a bucket is enough.
const pack = (judged: ReadonlyMap<string, OwnJudgement>): Buffer => deflateRawSync(serialize(judged), { level: 1 })
const unpack = (packed: Buffer) => deserialize(inflateRawSync(packed)) as ReadonlyMap<string, OwnJudgement>

type Judging = {
  readonly month: PeriodStart
  readonly ground: Ground
  readonly signal: AbortSignal
  /** Is told how many organizations are judged. */
  readonly tell: (done: number) => Promise<void>
}

/** First pass: every organization by its own facts, bucket after bucket; sheets are let go as soon as they are judged. */
export async function judgeAll(db: Database, scope: Scope, { month, ground, signal, tell }: Judging): Promise<Owns> {
  const { rules, places, counts } = ground
  const parents = aboveCells(places)
  const peers = collectPeers(rules.read)
  const counted = new Set(overCells(rules))
  const packed = new Map<number, Buffer>()
  let done = 0
  const cells = new Map<string, CellAnswers>()
  const readAt = new Map<number, Date>()
  const load = (group: readonly ScreenedPlace[]) =>
    db.asReader(scope, async (tx) => ({
      at: await readClock(tx, scope),
      sheets: await loadSheets(tx, scope, {
        organizationIds: group.map(({ organizationId }) => organizationId),
        from: shiftMonth(month, -loadedMonths),
        until: month,
      }),
    }))
  const groups = [...inBuckets(places)]
  let coming = groups[0] ? load(groups[0][1]) : null
  for (const [at, [bucket, group]] of groups.entries()) {
    signal.throwIfAborted()
    if (!coming) break
    const read = await coming
    // The database reads the next bucket while this one is judged; what goes wrong there is met when it is waited for.
    const following = groups[at + 1]
    coming = following ? load(following[1]) : null
    coming?.catch(() => undefined)
    readAt.set(bucket, read.at)
    const judged = new Map<string, OwnJudgement>()
    for (const place of group) {
      const sheets = read.sheets.get(place.organizationId) ?? []
      const own = judgeOwn({ ...factsOf(place, { counts, parents }), sheets }, month, rules.read)
      judged.set(place.organizationId, own)
      peers.add(own)
      if (!place.isCell) continue
      const answers = own.answers.filter(({ indicator }) => counted.has(indicator))
      cells.set(place.organizationId, {
        answers: answers.map(({ indicator, subject, status }) => ({ indicator, subject, status })),
      })
    }
    packed.set(bucket, pack(judged))
    done += group.length
    await tell(done)
  }
  return { packed, cells, peers: peers.finish(), readAt }
}

/** What is asked of cells and counted by the committees above them (E7). */
const overCells = ({ catalogue }: RulesInForce): string[] =>
  catalogue.indicators.filter(({ subject }) => subject === 'cell').map(({ id }) => id)

/** Organizations by bucket, in the order of the buckets. */
export function inBuckets(places: readonly ScreenedPlace[]): ReadonlyMap<number, readonly ScreenedPlace[]> {
  const groups = new Map<number, ScreenedPlace[]>()
  for (const place of places) {
    const bucket = bucketOf(place.organizationId)
    const group = groups.get(bucket)
    if (group) group.push(place)
    else groups.set(bucket, [place])
  }
  return new Map([...groups].toSorted(([a], [b]) => a - b))
}

/** Second pass over one bucket after the other: peers, cells and contradictions; nothing is stored here. */
export function finishAll({ rules, places }: Ground, owns: Owns): (group: readonly ScreenedPlace[]) => Judged[] {
  const cells = countCells(places, (id) => owns.cells.get(id), overCells(rules))
  return (group) => {
    const bucket = owns.packed.get(bucketOf(group[0]?.organizationId ?? ''))
    const judged = bucket ? unpack(bucket) : new Map<string, OwnJudgement>()
    return group.flatMap(({ organizationId }): Judged[] => {
      const own = judged.get(organizationId)
      if (!own) return []
      const whole = finishJudgement(own, rules.read, { peers: owns.peers, cells: cells.get(organizationId) ?? {} })
      return [{ organizationId, whole }]
    })
  }
}

/** The names of all that a run was judged by and of all that it said, whatever the order it came in. */
export function collectHashes(): {
  readonly add: (judged: readonly Judged[]) => void
  readonly finish: () => { readonly inputsHash: string; readonly resultHash: string }
} {
  const lines: string[] = []
  return {
    add: (judged) => {
      for (const { organizationId, whole } of judged)
        lines.push(`${organizationId} ${hashInputs(whole.answers)} ${hashJudgement(whole)}`)
    },
    finish: () => {
      const sorted = lines.toSorted().map((line) => line.split(' '))
      return {
        inputsHash: hashText(sorted.map((line) => line.slice(0, 2).join(' ')).join('\n')),
        resultHash: hashText(sorted.map((line) => line[2]).join('\n')),
      }
    },
  }
}
