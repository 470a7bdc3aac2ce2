import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { PlaceFinder } from './budgets/find-places.ts'
import { type Look, lookOf, type Report, tellLooks } from './client/read-report.ts'
import { freePorts, startProduct } from './product.ts'

const run = promisify(execFile)

/** The last one that runs on every Node the product runs on; installed into a temporary folder, no dependency of the project. */
const lighthouseVersion = '12.8.2'

/** The five pages people spend their day on. */
const pages = [
  { name: 'sign-in', route: '/sign-in' },
  { name: 'workspace of a cell', route: '/ratings/:year/cells/:cellId' },
  { name: 'case of a member', route: '/ratings/:year/cases/:caseId' },
  { name: 'board of a committee', route: '/ratings/:year/committees/:orgId' },
  { name: 'board of early recognition', route: '/monitoring' },
] as const

/**
 * The five main pages in Chromium by Lighthouse, on a desk and on a slow phone: bytes at the first and the second visit, times, scores,
 * and what it found. On the built product with a sample of its own; prints Markdown.
 */
export async function benchClient(print: (text: string) => void, chromium: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'nq15-client-'))
  const product = await startProduct()
  let browser: ChildProcess | null = null
  try {
    await writeFile(join(folder, 'package.json'), '{"private":true}')
    print(`installing Lighthouse ${lighthouseVersion} into ${folder} …`)
    const asked = [
      'install',
      '--no-audit',
      '--no-fund',
      '--ignore-scripts',
      '--loglevel=error',
      `lighthouse@${lighthouseVersion}`,
    ]
    await run('npm', asked, { cwd: folder })
    const cookies = new Map<string | null, Promise<string>>([[null, Promise.resolve('')]])
    const cookieOf = (who: string | null) => {
      const known = cookies.get(who) ?? product.signIn(who ?? '')
      cookies.set(who, known)
      return known
    }
    const finder = new PlaceFinder(async (who, address) =>
      (await fetch(product.url + address, { headers: { cookie: await cookieOf(who) } })).text(),
    )
    const looks: Look[] = []
    for (const { name, route } of pages) {
      const place = await finder.find(route)
      if (typeof place === 'string') throw new Error(`${route}: ${place}`)
      const headers = join(folder, 'headers.json')
      await writeFile(headers, JSON.stringify({ cookie: await cookieOf(place.who) }))
      const url = product.url + place.address
      // Each page with a browser of its own: what a session left in one would speak for the next person.
      const [port = 0] = await freePorts(1)
      browser?.kill('SIGKILL')
      browser = await openBrowser(chromium, { port, profile: join(folder, `profile-${looks.length}`) })
      const look = async (form: 'desk' | 'phone', isSecond: boolean) => {
        const report = await lighthouse(url, { folder, port, headers, form, isSecond })
        return lookOf(report, { page: name, form, visit: isSecond ? 'second' : 'first' })
      }
      looks.push(await look('desk', false), await look('desk', true), await look('phone', false))
    }
    print(`${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, load after ${loadavg()[0]?.toFixed(1)}`)
    for (const line of tellLooks(looks)) print(line)
  } finally {
    browser?.kill('SIGKILL')
    await product.stop()
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

async function openBrowser(
  chromium: string,
  { port, profile }: { port: number; profile: string },
): Promise<ChildProcess> {
  const browser = spawn(
    chromium,
    [
      ...['--headless=new', '--no-sandbox', '--disable-gpu', '--no-first-run', `--remote-debugging-port=${port}`],
      ...[`--user-data-dir=${profile}`, 'about:blank'],
    ],
    { stdio: 'ignore' },
  )
  const failed = new Promise<never>((_, reject) => browser.once('error', reject))
  const ready = async () => {
    for (let tried = 0; tried < 300; tried += 1) {
      const answers = await fetch(`http://127.0.0.1:${port}/json/version`).then(
        ({ ok }) => ok,
        () => false,
      )
      if (answers) return
      await sleep(100)
    }
    throw new Error(`${chromium} did not open`)
  }
  await Promise.race([ready(), failed])
  return browser
}

type Asked = {
  readonly folder: string
  readonly port: number
  readonly headers: string
  readonly form: 'desk' | 'phone'
  readonly isSecond: boolean
}

async function lighthouse(url: string, { folder, port, headers, form, isSecond }: Asked): Promise<Report> {
  const to = join(folder, 'report.json')
  await run(
    process.execPath,
    [
      ...[join(folder, 'node_modules/lighthouse/cli/index.js'), url, '--quiet', `--port=${port}`],
      ...['--max-wait-for-load=15000', '--output=json', `--output-path=${to}`, `--extra-headers=${headers}`],
      ...(form === 'desk' ? ['--preset=desktop'] : []),
      // The second visit finds what the first one was allowed to keep.
      ...(isSecond ? ['--disable-storage-reset', '--only-categories=performance'] : []),
    ],
    { maxBuffer: 64_000_000 },
  )
  return JSON.parse(await readFile(to, 'utf8')) as Report
}
