import { isDatabaseAway } from '@nq15/db/database-away'
import type { ActionFunction, LoaderFunction, ServerBuild } from '@remix-run/node'
import { describeError } from './describe-error.server.ts'
import './request-context.server.ts'

/** Seconds after which who was answered 503 asks again; a change-over of the database takes some twenty. */
export const retryAfterSeconds = '5'

/**
 * The build with every loader and action answering 503 with `Retry-After` while the database does not answer or changes over, instead
 * of as a fault of ours: what was sent was not acknowledged and may be sent again, since a request id acts once.
 */
export function withAwayAnswers(build: ServerBuild): ServerBuild {
  const routes = Object.entries(build.routes).map(([id, route]) => {
    if (!route) return [id, route]
    const { loader, action } = route.module
    const module = {
      ...route.module,
      ...(loader && { loader: patient(loader) }),
      ...(action && { action: patient(action) }),
    }
    return [id, { ...route, module }]
  })
  return { ...build, routes: Object.fromEntries(routes) }
}

/** A loader or action that answers as above, and logs what was meant by it. */
export function patient<Door extends LoaderFunction | ActionFunction>(door: Door): Door {
  const asked = async (args: Parameters<Door>[0]) => {
    try {
      return await (door as ActionFunction)(args)
    } catch (error) {
      if (!isDatabaseAway(error)) throw error
      args.context.log.error(describeError(error), 'the database does not answer')
      throw new Response(null, { status: 503, headers: { 'Retry-After': retryAfterSeconds } })
    }
  }
  // A loader of the client's may hang on the function, as the router's own type allows.
  return Object.assign(asked, door) as unknown as Door
}
