import { benchBoard } from './board.ts'
import { benchBoardAtWork } from './board-at-work.ts'
import { benchBudgets } from './budgets.ts'
import { runChaos } from './chaos.ts'
import { benchClient } from './client.ts'
import { rehearseCluster } from './cluster/rehearse.ts'
import { benchDeadlines } from './deadlines.ts'
import { benchEvaluator } from './evaluator.ts'
import { benchFaults } from './faults.ts'
import { benchFiles } from './files.ts'
import { benchFirstPage } from './first-page.ts'
import { benchForecast } from './forecast.ts'
import { benchMap } from './forecast-map.ts'
import { fuzz, runFuzz } from './fuzz.ts'
import { benchImport } from './import-members.ts'
import { benchNation } from './nation.ts'
import { benchNotifications } from './notifications.ts'
import { benchPages } from './pages.ts'
import { benchPetitionReport } from './petition-report.ts'
import { benchPetitions } from './petitions.ts'
import { benchPlans } from './plans.ts'
import { benchReminders } from './reminders.ts'
import { benchReview } from './review.ts'
import { benchRivals } from './rivals.ts'
import { runBundled } from './run-bundled.ts'
import { benchRush } from './rush.ts'
import { benchScreening } from './screening.ts'
import { benchSimulation } from './simulation.ts'
import { benchStart } from './start.ts'
import { benchStatistics } from './statistics.ts'
import { benchReach, benchSuccession } from './succession.ts'
import { benchTally } from './tally.ts'
import { benchUpgrades } from './upgrades.ts'
import { benchWhy } from './why.ts'

const [name, size, seed] = process.argv.slice(2)

// biome-ignore lint/style/noProcessEnv: settings of a benchmark are read here
const server = process.env['NQ15_BENCH_POSTGRES']
const print = (text: string) => void process.stdout.write(`${text}\n`)

const benches: Record<string, () => Promise<void>> = {
  rush: async () => {
    const [, folder = '', databaseUrl = ''] = /^\w+=([^,]+),(.+)$/u.exec(size ?? '') ?? []
    const [seconds = 600, kills = 0] = process.argv.slice(4).map(Number)
    // biome-ignore lint/style/noProcessEnv: settings of a benchmark are read here
    const postgresFolder = process.env['NQ15_BENCH_POSTGRES_FOLDER'] ?? null
    await benchRush(print, { folder, databaseUrl, seconds, kills, postgresFolder })
  },
  simulation: () => {
    const [, folder = '', databaseUrl = ''] = /^\w+=([^,]+),(.+)$/u.exec(size ?? '') ?? []
    return benchSimulation(print, { folder, databaseUrl })
  },
  budgets: async () => {
    const asked = process.argv.slice(3)
    const sizes = asked.filter((one) => one !== 'check' && one !== 'write')
    await benchBudgets(print, {
      mode: asked[0] === 'write' ? 'write' : 'check',
      sizes: sizes.length > 0 ? sizes : ['demo'],
    })
  },
  client: () => benchClient(print, size ?? '/usr/bin/chromium'),
  cluster: () =>
    rehearseCluster(print, { seconds: size ? Number(size) : 180, size: seed === 'city' ? 'city' : 'demo' }),
  nation: () => {
    const given = process.argv.slice(3).map((one) => one.split(/=(.+)/u))
    const databases = Object.fromEntries(given.flatMap(([key, value]) => (key && value ? [[key, value]] : [])))
    return benchNation(print, {
      databases,
      rounds: Number(process.argv.slice(3).find((one) => /^\d+$/u.test(one)) ?? 100),
    })
  },
  faults: () => benchFaults(print, size ? Number(size) : 100, seed),
  // biome-ignore lint/style/noProcessEnv: settings of a benchmark are read here
  upgrades: () => benchUpgrades(print, process.argv.slice(3), process.env['NQ15_TEST_POSTGRES']),
  deadlines: async () => benchDeadlines(print),
  start: () => benchStart(print),
  evaluator: () => benchEvaluator(print, size ? Number(size) : undefined),
  pages: () => benchPages(print),
  'first-page': () => benchFirstPage(print),
  tally: () => benchTally(print, size ? Number(size) : undefined),
  papers: () => runBundled('papers-alone', 'documents'),
  files: () => benchFiles(print, size ? Number(size) : undefined),
  board: () => benchBoard(print),
  forecast: () => benchForecast(print),
  map: () => benchMap(print),
  'petition-report': () => benchPetitionReport(print),
  petitions: () => benchPetitions(print),
  plans: () => benchPlans(print),
  reminders: () => benchReminders(print),
  review: () => benchReview(print),
  reach: () => benchReach(print),
  succession: () => benchSuccession(print),
  fuzz: () => runFuzz(print, { requests: size ? Number(size) : 100_000, seed: seed ? Number(seed) : 20261127 }),
  chaos: () => runChaos(print, size ? Number(size) : undefined),
  // Both on one start of the product: what CI has time for.
  'chaos-and-fuzz': () =>
    runChaos(print, 8, (product) => fuzz(product, print, { requests: 500, seed: 20261127, accounts: 5 })),
  ...(server
    ? {
        'board-at-work': () => benchBoardAtWork(server, print, size ? Number(size) : undefined),
        import: () => benchImport(server, size ? Number(size) : undefined),
        why: () => benchWhy(server, print),
        notifications: () => benchNotifications(server, print),
        rivals: () => {
          const [, folder = '', databaseUrl = ''] = /^\w+=([^,]+),(.+)$/u.exec(size ?? '') ?? []
          return benchRivals(print, { folder, databaseUrl, server, seconds: seed ? Number(seed) : 10 })
        },
        screening: () => benchScreening(server, print, size),
        statistics: () => benchStatistics(server, print),
      }
    : {}),
}

const bench = benches[name ?? '']
if (bench) await bench()
else {
  process.stderr.write(
    [
      'usage: [NQ15_BENCH_POSTGRES_FOLDER=folder] pnpm --filter @nq15/bench bench rush city=DATA,postgres://… [seconds] [kills] | simulation city=DATA,postgres://…   (on a city loaded by nq15 sample)',
      '       NQ15_TEST_POSTGRES=postgres://superuser@host/postgres pnpm --filter @nq15/bench bench budgets [check|write] [demo] [city=DATA,postgres://…] [nation=DATA,postgres://…]   (on the built product)',
      '       pnpm --filter @nq15/bench bench cluster [seconds] [demo|city]   (on the built product, as root, with patroni etcd-server haproxy pgbouncer postgresql-15 of Debian)',
      '       pnpm --filter @nq15/bench bench client [chromium] | deadlines | papers | start | pages | first-page | files [MB] | faults [kills] (as root) | fuzz [requests] [seed] | chaos [saves] | chaos-and-fuzz   (on the built product)',
      '       [NQ15_TEST_POSTGRES=postgres://superuser@host/postgres] pnpm --filter @nq15/bench bench upgrades [state…] | upgrades make STATE CHECKOUT   (on the built product; as root with postgresql-15 of Debian where no server is named)',
      '       pnpm --filter @nq15/bench bench nation nation=DATA,postgres://… [city=DATA,postgres://…] [rounds]   (laid by nq15 sample --size nation, the city with a ratio)',
      '       [NQ15_TEST_POSTGRES=postgres://superuser@host/postgres] pnpm --filter @nq15/bench bench board | forecast | map | petition-report | petitions | plans | reach | reminders | succession | tally [seconds]',
      '       NQ15_BENCH_POSTGRES=postgres://superuser@host/postgres pnpm --filter @nq15/bench bench board-at-work [seconds] | import [rows] | why | notifications | statistics | screening [sample|city]',
      '       NQ15_BENCH_POSTGRES=postgres://superuser@host/postgres pnpm --filter @nq15/bench bench rivals city=DATA,postgres://… [seconds]   (on a city of that server; installs Strapi into a temporary folder)',
      '',
    ].join('\n'),
  )
  process.exitCode = 2
}
