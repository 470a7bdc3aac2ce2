import { blockLevel, type CellCounts, committeeStatus } from './combine-statuses.ts'
import {
  type IndicatorCatalogue,
  type IndicatorDef,
  type LevelBlock,
  levelBlocks,
  type SignalStatus,
} from './indicator.ts'
import { judgeIndicator, type ReadIndicator } from './judge-indicator.ts'
import {
  type Answer,
  type OwnJudgement,
  type PastPoint,
  type ReadCatalogue,
  subjectsFor,
  writeValue,
} from './judge-organization.ts'
import { modifiedScore, type Peers, peerKey } from './peers.ts'
import { isTetMonth, type PeriodStart, periodFor, shiftMonth } from './periods.ts'

/** What kind of thing a sign says. */
export const signKinds = ['red', 'yellow', 'contradiction', 'outlier', 'trend', 'manual'] as const
export type SignKind = (typeof signKinds)[number]

/** A sign as a run found it; its sentence is made from these numbers when somebody reads. */
export type FoundSign = {
  readonly code: string
  readonly kind: SignKind
  readonly subject: string
  readonly subjectName: string | null
  readonly since: PeriodStart
  readonly answer: Answer
  /** What it was compared with: the peers' median, or the organization's own. */
  readonly against: { readonly median: number; readonly size: number } | null
}

/** Everything that is said of an organization for a month. */
export type WholeJudgement = {
  readonly answers: readonly Answer[]
  readonly levels: Readonly<Record<LevelBlock, number | null>>
  readonly signs: readonly FoundSign[]
}

/** What an organization is compared with: its peers, and the cells below it by status of A1 to A4. */
export type Surroundings = { readonly peers: Peers; readonly cells: Readonly<Record<string, CellCounts>> }

/** Completes a judgement by peers and cells: medians, committees (E7), contradictions, levels, signs. Pure. */
export function finishJudgement(
  own: OwnJudgement,
  read: ReadCatalogue,
  { peers, cells }: Surroundings,
): WholeJudgement {
  const { catalogue } = read
  const defs = new Map(catalogue.indicators.map((def) => [def.id, def]))
  const answers = own.answers.map((answer) => withPeers(answer, { own, peers, def: defs.get(answer.indicator) }))
  for (const one of read.indicators) {
    const later = one.def.subject === 'cell' && own.facts.hasCells ? committeeAnswer(one.def, own, cells) : null
    if (later) answers.push(later)
  }
  for (const one of read.indicators.filter(({ names }) =>
    names.some((name) => catalogue.inputs[name]?.from === 'peer-median'),
  )) {
    answers.push(...medianAnswer(one, { own, peers, catalogue }))
  }
  for (const one of read.indicators.filter(({ names }) => names.includes('redCountAtoD'))) {
    answers.push(...contradictionAnswer(one, { own, answers, catalogue, defs }))
  }
  answers.sort((a, b) => order(a.indicator) - order(b.indicator) || (a.subject < b.subject ? -1 : 1))
  const levels = Object.fromEntries(
    levelBlocks.map((block) => [
      block,
      blockLevel(answers.filter(({ indicator }) => defs.get(indicator)?.block === block).map(({ status }) => status)),
    ]),
  ) as Record<LevelBlock, number | null>
  const signs = answers.flatMap((answer) =>
    signsOf(answer, { own, peers, catalogue, def: defs.get(answer.indicator) as IndicatorDef }),
  )
  return { answers, levels, signs }
}

const order = (id: string) => id.charCodeAt(0) * 1000 + Number(id.replace(/^\D+/, ''))

type WithPeers = { readonly own: OwnJudgement; readonly peers: Peers; readonly def: IndicatorDef | undefined }

function withPeers(answer: Answer, { own, peers, def }: WithPeers): Answer {
  if (!def?.compared || answer.subject !== '' || answer.value === null) return answer
  return { ...answer, peers: peers[`${def.id}|0|${peerKey(own.facts)}`]?.size ?? 0 }
}

function committeeAnswer(def: IndicatorDef, own: OwnJudgement, cells: Surroundings['cells']): Answer | null {
  if (own.facts.isCell) return null
  const counts = cells[def.id] ?? {}
  const period = periodFor(def.period, own.month)
  return {
    indicator: def.id,
    subject: '',
    subjectName: null,
    period,
    status: committeeStatus(counts),
    value: null,
    inputs: {},
    missing: [],
    sheetIds: [],
    since: period,
    cells: counts,
  }
}

function medianAnswer(
  read: ReadIndicator,
  {
    own,
    peers,
    catalogue,
  }: { readonly own: OwnJudgement; readonly peers: Peers; readonly catalogue: IndicatorCatalogue },
): Answer[] {
  if (subjectsFor(read.def, own.facts, null).size === 0) return []
  const inputs: Record<string, Answer['inputs'][string]> = {}
  for (const name of read.names) {
    const source = catalogue.inputs[name]
    if (source?.from === 'peer-median') {
      const group = peers[`${source.indicator}|${own.facts.kind}`]
      if (group && group.size >= catalogue.parameters.leastPeers)
        inputs[name] = { fraction: group.exactMedian ?? String(group.median) }
    } else if (source?.from === 'product') inputs[name] = own.facts.counts[source.count]
  }
  return [later(read, own, { inputs, catalogue })]
}

function contradictionAnswer(
  read: ReadIndicator,
  {
    own,
    answers,
    catalogue,
    defs,
  }: {
    readonly own: OwnJudgement
    readonly answers: readonly Answer[]
    readonly catalogue: IndicatorCatalogue
    readonly defs: ReadonlyMap<string, IndicatorDef>
  },
): Answer[] {
  if (subjectsFor(read.def, own.facts, null).size === 0) return []
  const graded = answers.find(({ indicator }) => indicator === 'B1')
  const inputs: Record<string, Answer['inputs'][string]> = {}
  for (const name of read.names) {
    const source = catalogue.inputs[name]
    if (name === 'redCountAtoD') inputs[name] = redsInYear(own, answers, defs).size
    else if (name === 'grade') inputs[name] = graded?.inputs['grade'] ?? null
    else if (source?.from === 'product') inputs[name] = own.facts.counts[source.count]
  }
  const answer = later(read, own, { inputs, catalogue })
  return [withGradeSheet(answer, graded)]
}

/** The grade's own sheet stands behind a contradiction to it. */
const withGradeSheet = (answer: Answer, graded: Answer | undefined): Answer =>
  'grade' in answer.inputs && graded
    ? { ...answer, sheetIds: graded.sheetIds, ...(graded.typed ? { typed: graded.typed } : {}) }
    : answer

/** Indicators of A to D that were red in the rated year: by the own history, and by what was just added. */
function redsInYear(
  own: OwnJudgement,
  answers: readonly Answer[],
  defs: ReadonlyMap<string, IndicatorDef>,
): ReadonlySet<string> {
  const from = periodFor('year', own.month)
  const until = shiftMonth(from, 12)
  const reds = new Set(own.redsInYear.filter((id) => defs.get(id)?.block !== 'X'))
  for (const { indicator, status, period } of answers)
    if (status === 'red' && defs.get(indicator)?.block !== 'X' && from <= period && period < until) reds.add(indicator)
  return reds
}

function later(
  read: ReadIndicator,
  own: OwnJudgement,
  { inputs, catalogue }: { readonly inputs: Answer['inputs']; readonly catalogue: IndicatorCatalogue },
): Answer {
  const judgement = judgeIndicator(read, inputs, catalogue.parameters)
  const period = periodFor(read.def.period, own.month)
  return {
    indicator: read.def.id,
    subject: '',
    subjectName: null,
    period,
    status: judgement.status,
    value: writeValue(judgement.value),
    inputs,
    missing: judgement.missing,
    sheetIds: [],
    since: period,
  }
}

const speaking: readonly SignalStatus[] = ['red', 'yellow']

function signsOf(
  answer: Answer,
  {
    own,
    peers,
    catalogue,
    def,
  }: {
    readonly own: OwnJudgement
    readonly peers: Peers
    readonly catalogue: IndicatorCatalogue
    readonly def: IndicatorDef
  },
): FoundSign[] {
  const found = (kind: SignKind, against: FoundSign['against'] = null): FoundSign => ({
    code: answer.indicator,
    kind,
    subject: answer.subject,
    subjectName: answer.subjectName,
    since: answer.since,
    answer,
    against,
  })
  if (speaking.includes(answer.status)) {
    return [found(def.block === 'X' ? 'contradiction' : answer.status === 'red' ? 'red' : 'yellow')]
  }
  if (!def.compared || answer.subject !== '' || answer.status !== 'green') return []
  const points = own.recent.get(def.id) ?? []
  const signs: FoundSign[] = []
  const outlier = outlierOf(points, { key: peerKey(own.facts), def, peers, catalogue })
  if (outlier) signs.push({ ...found('outlier', outlier), since: points[1]?.start ?? answer.since })
  const trend = own.trends.get(def.id)
  if (trend) signs.push({ ...found('trend', trend), since: points[1]?.start ?? answer.since })
  return signs
}

/** Out of the ordinary among its peers, in the bad direction, in two consecutive periods; silent below the least number of peers. */
function outlierOf(
  points: readonly (PastPoint | undefined)[],
  {
    key,
    def,
    peers,
    catalogue,
  }: {
    readonly key: string
    readonly def: IndicatorDef
    readonly peers: Peers
    readonly catalogue: IndicatorCatalogue
  },
): FoundSign['against'] {
  const bad = def.direction === 'lower-is-worse' ? -1 : 1
  for (const place of [0, 1]) {
    const point = points[place]
    const group = peers[`${def.id}|${place}|${key}`]
    if (!point || point.value === null || !group || group.size < catalogue.parameters.leastPeers) return null
    if (def.period === 'month' && isTetMonth(point.start)) return null
    const score = modifiedScore(point.value, group)
    if (score === null || bad * score <= catalogue.parameters.outlierScore) return null
    if (Math.abs(point.value - group.median) < catalogue.parameters.leastChange) return null
  }
  const group = peers[`${def.id}|0|${key}`]
  return group ? { median: group.median, size: group.size } : null
}
