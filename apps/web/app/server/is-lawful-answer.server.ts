import { isRouteErrorResponse } from '@remix-run/react'

/** Whether what a loader or action threw is an answer (404, 403, …) and no mistake: a page's never comes as a fault, a file's does. */
export function isLawfulAnswer(error: unknown): boolean {
  if (isRouteErrorResponse(error)) return error.status < 500
  return typeof error === 'object' && error !== null && Reflect.get(error, 'type') === 'DataWithResponseInit'
}
