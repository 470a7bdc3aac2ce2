import {
  applyOverlay,
  flawlessFacts,
  type RatingFacts,
  type RuleSet,
  rateSubject,
  ratingRuleSets,
  ruleSetByCode,
  type SimulatedCase,
  type Subject,
  startSimulation,
} from '@nq15/domain/ratings'
import { Engine } from 'json-rules-engine'
import { markdownTable } from './table.ts'

const subjects = ['MEMBER_2A', 'MEMBER_2C', 'LEADER', 'CHI_BO'] as const
type Dossier = readonly [RatingFacts, (typeof subjects)[number]]

/** Invented dossiers of every sort: excellent, good, late, in the gap, disciplined. The same every time. */
function dossiers(count: number): Dossier[] {
  return Array.from({ length: count }, (_, index) => {
    const subject = subjects[index % subjects.length] ?? 'MEMBER_2A'
    const facts: RatingFacts = {
      ...flawlessFacts[subject],
      ...(index % 3 === 0 ? { tasksExceeded: 2 } : {}),
      ...(index % 5 === 0 ? { generalPoints: 20.125, resultPoints: '49.5' } : {}),
      ...(index % 7 === 0 ? { tasksOnTime: 9, tasksLate: 1 } : {}),
      ...(index % 13 === 0 ? { tasksOnTime: 9, tasksFailed: 1 } : {}),
      ...(index % 17 === 0 ? { discipline: 'CANH_CAO' as const } : {}),
    }
    return [index % 7 === 0 && index % 13 === 0 ? flawlessFacts[subject] : facts, subject]
  })
}

/** Seconds on the wall and of this process's processor time. */
async function timed(work: () => void | Promise<void>): Promise<{ readonly wall: number; readonly cpu: number }> {
  const [began, used] = [performance.now(), process.cpuUsage()]
  await work()
  const { user, system } = process.cpuUsage(used)
  return { wall: (performance.now() - began) / 1_000, cpu: (user + system) / 1e6 }
}

const perSecond = (count: number, seconds: number) => Math.round(count / seconds).toLocaleString('en')

/** The evaluator with full findings beside json-rules-engine fed the same rules, and a simulation of a city's members. */
export async function benchEvaluator(print: (text: string) => void, members = 480_000): Promise<void> {
  const found = ruleSetByCode(ratingRuleSets, 'G3')
  if (!found.ok) throw new Error('G3 is part of this version')
  const law = found.value
  const own = dossiers(20_000)
  const rate = () => {
    for (let round = 0; round < 20; round++) for (const [facts, subject] of own) rateSubject(facts, subject, law)
  }
  rate()
  const ours = await timed(rate)
  const ourCount = own.length * 20

  const engines = new Map(subjects.map((subject) => [subject, engineOf(subject, law)]))
  const few = own.slice(0, 4_000).map(([facts, subject]) => [measured(facts), subject] as const)
  const ask = async () => {
    for (const [facts, subject] of few) await engines.get(subject)?.run(facts)
  }
  await ask()
  const theirs = await timed(ask)
  const ratio = ourCount / ours.cpu / (few.length / theirs.cpu)
  print(
    markdownTable(
      ['What', 'dossiers', 'a second on the wall', 'a second of one core', 'ratio'],
      [
        [
          'nq15 rateSubject, full findings, G3',
          ourCount,
          perSecond(ourCount, ours.wall),
          perSecond(ourCount, ours.cpu),
          ratio.toFixed(0),
        ],
        [
          'json-rules-engine, the same rules',
          few.length,
          perSecond(few.length, theirs.wall),
          perSecond(few.length, theirs.cpu),
          '1',
        ],
      ],
    ),
  )
  await benchSimulation(print, { law, members })
}

/** Dossiers come in batches as text, as the database hands them over, so that memory holds one batch and the comparison. */
async function benchSimulation(print: (text: string) => void, { law, members }: { law: RuleSet; members: number }) {
  const draft = {
    code: 'x',
    issuer: 'x',
    decision: null,
    confidence: 'design',
    options: { gapPolicy: 'KHT', quota: { denominator: 'T_ONLY' } },
  }
  const laid = applyOverlay(law, draft)
  if (!laid.ok) throw new Error('the draft fits')
  const batch = 10_000
  const some = dossiers(batch)
  const text = JSON.stringify(some)
  const simulation = startSimulation(law, laid.value)
  let [moves, done, peak] = [0, 0, 0]
  const took = await timed(() => {
    for (; done < members; done += batch) {
      const read: Dossier[] = JSON.parse(text)
      for (const [index, [facts, subject]] of read.entries()) {
        const one: SimulatedCase = {
          caseId: `${done + index}`,
          organizationId: `o${(done + index) % 2_300}`,
          subject,
          facts,
        }
        if (simulation.add(one)) moves += 1
      }
      peak = Math.max(peak, process.memoryUsage.rss())
      process.stderr.write(`\r${done + batch} of ${members}`)
    }
  })
  process.stderr.write('\n')
  const { organizations } = simulation.result()
  print('')
  print(
    markdownTable(
      ['Simulation', 'dossiers', 'organizations', 'moved', 'seconds', 'seconds of one core', 'peak RSS, MB'],
      [
        [
          'weighed under both sets, read from text',
          done,
          organizations.length,
          moves,
          took.wall.toFixed(1),
          took.cpu.toFixed(1),
          Math.round(peak / 1024 / 1024),
        ],
      ],
    ),
  )
}

/** What the general engine is handed: the same measures, reckoned beforehand and so not counted against it. */
function measured(facts: RatingFacts): Record<string, unknown> {
  const { tasksAssigned: all = 0, tasksOnTime = 0, tasksLate = 0, tasksFailed = 0, tasksExceeded = 0 } = facts
  return {
    ...facts,
    totalScore: Number(facts.generalPoints) + Number(facts.resultPoints),
    onTimeRate: tasksOnTime / all,
    lateRate: tasksLate / all,
    failedRate: tasksFailed / all,
    doneRate: (all - tasksFailed) / all,
    exceededRate: tasksExceeded / all,
    limitationsRemediedRate: facts.limitationsPointedOut
      ? Number(facts.limitationsRemedied) / facts.limitationsPointedOut
      : 1,
    unitsKhtRate: facts.unitsInCharge ? Number(facts.unitsRatedKht) / facts.unitsInCharge : 0,
    lowConfidenceRate: facts.confidenceVotesTotal ? Number(facts.lowConfidenceVotes) / facts.confidenceVotesTotal : 0,
    disciplined: facts.discipline ? 1 : 0,
  }
}

const operators = {
  '>=': 'greaterThanInclusive',
  '>': 'greaterThan',
  '<=': 'lessThanInclusive',
  '<': 'lessThan',
  '=': 'equal',
} as const

/** One rule for each trigger, exclusion, case for people and condition of the subject. */
function engineOf(subject: Subject, law: RuleSet): Engine {
  const kind = law.kinds[subject]
  const tests = [
    ...law.triggers.filter(({ subjects: some }) => some.includes(subject)),
    ...law.handedToPeople.filter(({ subjects: some }) => some.includes(subject)),
    ...law.exclusions.flatMap(({ test, code, subjects: some }) =>
      test && some.includes(subject) ? [{ ...test, code }] : [],
    ),
    ...(kind ? (law.levelConditions[kind] ?? []).flatMap(({ conditions }) => conditions) : []),
  ]
  const engine = new Engine([], { allowUndefinedFacts: true })
  for (const { code, metric, operator, value } of tests)
    engine.addRule({
      conditions: { all: [{ fact: metric, operator: operators[operator], value: Number(value) }] },
      event: { type: code },
    })
  return engine
}
