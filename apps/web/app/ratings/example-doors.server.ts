import type { TestDatabase } from '@nq15/db/seed/test-database'
import type { SignedIn } from '@nq15/use-cases/access/read-actor'
import { type AccountKey, accountKeys, type ExampleYear } from '@nq15/use-cases/ratings/example-year'
import type { ActionFunctionArgs } from '@remix-run/node'

/** What the mocks of a test of doors stand in for: the resources of the process, and who is signed in. */
type DoorsWorld = { resources: () => unknown; signedIn: (who: string | null) => unknown }

/** Lets the doors work on a test's database, for whoever of the example's accounts the request names. */
export function openDoors(world: DoorsWorld, db: TestDatabase, year: () => ExampleYear): void {
  world.resources = () => ({ db: db.database, auth: null })
  world.signedIn = (who) => {
    const key = accountKeys.find((one) => one === who)
    if (!key) return null
    const actor = year().actors[key]
    const account = { userId: actor.userId, username: key, displayName: actor.name, memberId: actor.memberId }
    const rest = { isDemo: false, hasSecondFactor: false, mustChangePassword: false, secondFactorMissing: false }
    return {
      ...{ actor, sessionId: actor.key, method: 'password' as const, owes: null, setCookie: [] },
      account: { ...account, ...rest },
    } satisfies SignedIn
  }
}

type Asked = { readonly params: Record<string, string>; readonly body?: BodyInit }

/** What a loader or an action is called with when an account asks; without one there is no session. */
export function askedBy(who: AccountKey | null, { params, body }: Asked): ActionFunctionArgs {
  const headers = {
    ...(who ? { 'x-who': who } : {}),
    ...(typeof body === 'string' ? { 'Content-Type': 'application/json' } : {}),
  }
  const request = new Request('http://127.0.0.1/page', { headers, ...(body ? { method: 'POST', body } : {}) })
  const log = { warn: () => undefined, error: () => undefined, info: () => undefined }
  const shown = Promise.resolve()
  const context = { nonce: '', requestId: 'r-1', log, address: '', shown, setCookies: () => undefined }
  return { request, params: { year: '2026', ...params }, context } as unknown as ActionFunctionArgs
}

/** The status a browser would get (of an answer, of a thrown one, or 200 for plain data), the data, and where it is sent. */
export async function answerOf(work: Promise<unknown>): Promise<{ status: number; data: unknown; to: string | null }> {
  const answer: unknown = await work.catch((thrown: unknown) => thrown)
  if (answer instanceof Response) return { status: answer.status, data: answer, to: answer.headers.get('location') }
  if (answer instanceof Error) throw answer
  const wrapped = typeof answer === 'object' && answer !== null && 'init' in answer && 'data' in answer
  if (!wrapped) return { status: 200, data: answer, to: null }
  const { init, data } = answer
  const status: unknown = typeof init === 'object' && init !== null ? Reflect.get(init, 'status') : null
  return { status: typeof status === 'number' ? status : 200, data, to: null }
}

export const statusOf = async (work: Promise<unknown>): Promise<number> => (await answerOf(work)).status

/** What became of the one save of a submission: its state, or the status where there is no answer to it. */
export async function stateOf(answered: Promise<Response>): Promise<string | number> {
  const answer = await answered
  if (answer.status === 404 || answer.status === 422) return answer.status
  const body = await answer.json()
  return body.state === 'answered' ? (Object.values(body.answers)[0] as { state: string }).state : body.state
}
