import type { DatabaseHealth } from '@nq15/db/operations/health.read'
import type { KeptRuns } from './kept-runs.ts'

/** What was looked at, one line each: in order, worth knowing, or broken; with what to do. */
export type Finding = { readonly state: 'ok' | 'warn' | 'fail'; readonly what: string; readonly words: string }

export type Place = {
  readonly node: string
  readonly folder: { readonly mode: number; readonly freeBytes: number } | null
  readonly keyFile: { readonly mode: number } | null
  readonly host: string
  readonly embedded: boolean
  readonly publicUrl: string | null
  readonly mail: boolean
  /** Whether the programs answer on their ports. */
  readonly web: boolean
  readonly monitor: boolean
  readonly runs: KeptRuns
  readonly database: DatabaseHealth | { readonly fault: string }
}

const gigabyte = 1024 ** 3
const hours = (from: Date | string, now: Date) => Math.floor((now.getTime() - new Date(from).getTime()) / 3_600_000)

/** Judges what one server needs to serve a committee; every finding, the good ones too. */
export function examine(place: Place, now: Date): Finding[] {
  const found: Finding[] = []
  const say = (state: Finding['state'], what: string, words: string) => found.push({ state, what, words })

  const [major = 0, minor = 0] = place.node.split('.').map(Number)
  const supported = (major === 20 && minor >= 19) || major === 22 || major >= 24
  say(supported ? 'ok' : 'fail', 'Node', supported ? place.node : `${place.node}: use 20.19 or later, 22 or 24`)

  if (!place.folder) say('warn', 'data folder', 'not there yet: the first start makes it')
  else {
    const open = (place.folder.mode & 0o077) !== 0
    say(
      open ? 'warn' : 'ok',
      'data folder',
      open ? 'others of this machine may read it: chmod 700' : 'readable by its user alone',
    )
    const free = place.folder.freeBytes / gigabyte
    say(
      free < 1 ? 'fail' : free < 5 ? 'warn' : 'ok',
      'free disk',
      `${free.toFixed(1)} GB${free < 5 ? ': make room, a full disk stops every save' : ''}`,
    )
  }
  if (place.keyFile) {
    const open = (place.keyFile.mode & 0o077) !== 0
    say(
      open ? 'fail' : 'ok',
      'key file',
      open ? 'others of this machine may read it: chmod 600, then nq15 files rotate-key' : 'readable by its user alone',
    )
  }

  const loopback = ['127.0.0.1', '::1', 'localhost'].includes(place.host)
  const secure = place.publicUrl?.startsWith('https://') ?? false
  if (loopback || secure) say('ok', 'address', place.publicUrl ?? `${place.host}, this machine only`)
  else
    say('fail', 'address', `${place.host} is open to others without TLS: put a proxy in front and set NQ15_PUBLIC_URL`)
  say(
    place.web && place.monitor ? 'ok' : 'warn',
    'programs',
    `web ${place.web ? 'answers' : 'is silent'}, monitor ${place.monitor ? 'answers' : 'is silent'}${place.web && place.monitor ? '' : ': nq15 start'}`,
  )
  say(
    place.mail ? 'ok' : 'warn',
    'mail',
    place.mail ? 'set' : 'no mail goes out (NQ15_SMTP_URL): people are told on their start page only',
  )

  if ('fault' in place.database) {
    say('fail', 'database', place.database.fault)
  } else {
    const { database } = place
    say('ok', 'database', `PostgreSQL ${database.server}, ${(database.bytes / gigabyte).toFixed(2)} GB`)
    if (place.embedded)
      say(
        'warn',
        'embedded database',
        'for trial and small work on a machine nobody else uses; DATABASE_URL for a committee',
      )
    if (database.encoding !== 'UTF8') say('fail', 'encoding', `${database.encoding}: make the database anew with UTF8`)
    const apart = Math.abs(database.clock.getTime() - now.getTime()) / 1000
    say(
      apart > 60 ? 'fail' : apart > 5 ? 'warn' : 'ok',
      'clocks',
      `${apart.toFixed(0)} s apart${apart > 5 ? ': deadlines need one time, set up NTP on both' : ''}`,
    )
    if (database.unguarded.length > 0)
      say(
        'fail',
        'second wall',
        `no row-level security on ${database.unguarded.join(', ')}: do not serve, ask for help`,
      )
    else say('ok', 'second wall', 'row-level security stands on every guarded table')
    const missing = database.missingYears
    say(
      missing.length > 0 ? 'warn' : 'ok',
      'years',
      missing.length > 0
        ? `no partition of its own for ${missing.join(', ')}: nothing is lost, rows wait among the others; is monitor running? Or, as the owner: select app.prepare_years()`
        : 'the partitions of this year and the next stand',
    )
    const unsealed = database.oldestUnsealedAt ? hours(database.oldestUnsealedAt, now) : 0
    say(
      unsealed > 24 ? 'warn' : 'ok',
      'trail',
      unsealed > 24
        ? `acts of ${unsealed} hours ago are not sealed: is monitor running?`
        : 'sealed up to today; nq15 audit verify proves it',
    )
    const waiting = database.oldestWaitingAt ? hours(database.oldestWaitingAt, now) : 0
    say(
      waiting > 1 ? 'warn' : 'ok',
      'events',
      waiting > 1 ? `the oldest waits for ${waiting} hours: is monitor running?` : 'handled',
    )
    say(
      database.failedJobs > 0 ? 'warn' : 'ok',
      'jobs',
      database.failedJobs > 0
        ? `${database.failedJobs} failed in seven days: see them on the page of running tasks`
        : 'none failed in seven days',
    )
  }

  const { backup, proof } = place.runs
  if (!backup) say('fail', 'backup', 'none was taken from here: nq15 backup')
  else {
    const age = hours(backup.at, now)
    say(
      age > 26 ? 'fail' : 'ok',
      'backup',
      `${age} hours old, ${backup.folder}${age > 26 ? ': one belongs to every night' : ''}`,
    )
  }
  if (!proof) say('warn', 'restore', 'no backup was ever tried: nq15 restore --prove, every week')
  else {
    const days = Math.floor(hours(proof.at, now) / 24)
    say(
      days > 8 ? 'warn' : 'ok',
      'restore',
      `proved ${days} days ago${days > 8 ? ': nq15 restore --prove, every week' : ''}`,
    )
  }
  return found
}
