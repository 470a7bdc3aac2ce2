import { findRunFile, listOwnRuns, listRunOutlines } from '@nq15/db/events/job-run.read'
import { cancelRun, retryRun } from '@nq15/use-cases/events/start-run'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { appResources } from '../server/database.server.ts'
import { asDownload } from '../server/download.server.ts'
import { found } from '../server/found.server.ts'
import { anyScope, findScope, requireSignedIn } from '../server/session.server.ts'
import { jobName } from './job-names.ts'

const atOnce = 50

/** The person's own runs; who keeps accounts also sees that others' run, and nothing of what they are about. */
export async function jobsLoader(args: LoaderFunctionArgs) {
  const person = await requireSignedIn(args)
  const { db } = appResources()
  const scope = anyScope(person)
  const keeper = findScope(person, 'account:admin')
  const own = scope ? await db.asReader(scope, (tx) => listOwnRuns(tx, scope, atOnce)) : []
  const others = keeper ? await db.asReader(keeper, (tx) => listRunOutlines(tx, keeper, atOnce)) : null
  const iso = (moment: Date | null) => moment?.toISOString() ?? null
  return {
    own: own.map(({ createdAt, startedAt, endedAt, job, failure, ...run }) => ({
      ...run,
      job: jobName(job),
      failure: failure === null ? null : failureOf(failure),
      createdAt: createdAt.toISOString(),
      startedAt: iso(startedAt),
      endedAt: iso(endedAt),
    })),
    others:
      others?.map(({ createdAt, startedAt, endedAt, job, failure: _, ...run }) => ({
        ...run,
        job: jobName(job),
        createdAt: createdAt.toISOString(),
        startedAt: iso(startedAt),
        endedAt: iso(endedAt),
      })) ?? null,
  }
}

const failures = [
  'not-permitted',
  'process-died',
  'unknown-job',
  'file-too-large',
  'cancelled',
  'nothing-to-pack',
  'not-kept',
] as const
const failureOf = (code: string): (typeof failures)[number] | 'unexpected' =>
  failures.find((known) => known === code) ?? 'unexpected'

const form = z.object({ act: z.enum(['cancel', 'retry']), runId: z.uuid(), requestId: z.uuid() })

/** Stops or begins anew a run of one's own. */
export async function jobsAction(args: ActionFunctionArgs) {
  const person = await requireSignedIn(args)
  const scope = anyScope(person)
  const typed = form.safeParse(Object.fromEntries(await args.request.formData()))
  if (!scope || !typed.success) throw data(null, { status: scope ? 404 : 403 })
  const { db } = appResources()
  const done =
    typed.data.act === 'cancel' ? await cancelRun(db, scope, typed.data) : await retryRun(db, scope, typed.data)
  if (!done.ok) throw data(null, { status: 404 })
  return data({ done: typed.data.act })
}

/** The file that one's own run left. */
export async function runFileLoader(args: LoaderFunctionArgs) {
  const person = await requireSignedIn(args)
  const scope = anyScope(person)
  const runId = args.params['runId'] ?? ''
  const file = scope && (await appResources().db.asReader(scope, (tx) => findRunFile(tx, scope, runId)))
  const { name, type, content } = found(file)
  return asDownload({ fileName: name, contentType: type, bytes: content })
}
