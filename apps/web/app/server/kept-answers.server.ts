import { type StorageFault, storageFault } from '@nq15/db/storage-fault'
import type { ActionFunction, AppLoadContext, LoaderFunction, ServerBuild } from '@remix-run/node'
import { data } from '@remix-run/node'
import { describeError } from './describe-error.server.ts'

/** What a page or act is told that can neither read nor keep anything now; each has its own sentences on the screen. */
export type NotKept = 'CLOCK' | 'STORAGE_AWAY' | 'STORAGE_FULL'

/** Seconds after which who was answered 503 or 507 asks again; a change-over of the database takes some twenty. */
export const retryAfterSeconds = '5'

const whyNot: Record<StorageFault, NotKept> = { full: 'STORAGE_FULL', away: 'STORAGE_AWAY', clock: 'CLOCK' }

const statusOf: Record<NotKept, number> = { CLOCK: 503, STORAGE_AWAY: 503, STORAGE_FULL: 507 }

/**
 * The build with every page and act answering 507 when a disk is full, 503 when the database does not take work, and 503 before
 * anything is read while this program's clock is wrong: days and deadlines computed from it would be wrong as well.
 */
export function withKeptAnswers(build: ServerBuild, isClockRight: () => Promise<boolean>): ServerBuild {
  const routes = Object.entries(build.routes).map(([id, route]) => {
    if (!route) return [id, route]
    const { action, loader } = route.module
    const module = {
      ...route.module,
      ...(action ? { action: kept(action, isClockRight) } : {}),
      ...(loader ? { loader: kept(loader, isClockRight) } : {}),
    }
    return [id, { ...route, module }]
  })
  return { ...build, routes: Object.fromEntries(routes) }
}

/** A loader or action that answers as above and logs what kind of fault it was, never its text. */
export function kept<Work extends ActionFunction | LoaderFunction>(
  work: Work,
  isClockRight: () => Promise<boolean>,
): Work {
  const guarded = async (args: Parameters<Work>[0]) => {
    if (!(await isClockRight())) throw notKept('CLOCK')
    try {
      return await work(args)
    } catch (error) {
      const fault = storageFault(error)
      if (fault === null) throw error
      tell(args.context, error)
      throw notKept(whyNot[fault])
    }
  }
  return Object.assign(guarded, work) as unknown as Work
}

/** What such a page or act throws. */
export const notKept = (why: NotKept) =>
  data(
    { notKept: why },
    { status: statusOf[why], headers: { 'retry-after': retryAfterSeconds, 'cache-control': 'no-store' } },
  )

// No line of a fault: what the machine lacks is no mistake of the program, and the answer's own line is one already.
const tell = ({ log }: AppLoadContext, error: unknown) => log.warn(describeError(error), 'nothing could be kept')
