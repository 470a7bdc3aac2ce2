import type { SignedIn } from '@nq15/use-cases/access/read-actor'
import type { ActionFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import type { SaveAnswer, SavesAnswer } from './tally-post.ts'
import { signedInForScript } from './workspace.server.ts'

const save = z.object({
  requestId: z.uuid(),
  row: z.string().max(80),
  version: z.int().min(0),
  patch: z.record(z.string().max(40), z.union([z.string().max(20_000), z.null()])),
})
/** One save of a page as it comes over the line. */
export type GivenSave = z.infer<typeof save>

const submission = z.looseObject({
  requestId: z.uuid(),
  userId: z.uuid(),
  saves: z.array(save).min(1).max(100),
})
/** Saves that a page sends together. */
export type GivenSaves = z.infer<typeof submission>

/**
 * The gate of every page that saves as it is typed: who is signed in must be who typed. Answers JSON, never a redirect, and each
 * save by its own request id; null from `take` is 404.
 */
export async function takeSaves(
  args: ActionFunctionArgs,
  take: (person: SignedIn, given: GivenSaves) => Promise<Readonly<Record<string, SaveAnswer>> | null>,
): Promise<Response> {
  const person = await signedInForScript(args)
  if (!person) return say({ state: 'signed-out' }, 401)
  const given = submission.safeParse(await args.request.json().catch(() => null))
  if (!given.success) return new Response(null, { status: 422 })
  if (given.data.userId !== person.actor.userId) return say({ state: 'other-person' }, 409)
  const answers = await take(person, given.data)
  if (answers === null) return new Response(null, { status: 404 })
  return say({ state: 'answered', at: new Date().toISOString(), answers }, 200)
}

const say = (answer: SavesAnswer, status: number) => Response.json(answer, { status })

/** The same answer to every save of a submission. */
export const answerAll = (saves: readonly GivenSave[], answer: SaveAnswer): Record<string, SaveAnswer> =>
  Object.fromEntries(saves.map(({ requestId }) => [requestId, answer]))

/** Saves one after the other, each with its own act; null when none of them exists for this person. */
export async function oneByOne(
  saves: readonly GivenSave[],
  act: (save: GivenSave) => Promise<SaveAnswer | null>,
): Promise<Record<string, SaveAnswer> | null> {
  const answers: Record<string, SaveAnswer> = {}
  let found = false
  for (const one of saves) {
    const answer = await act(one)
    found ||= answer !== null
    answers[one.requestId] = answer ?? { state: 'refused', code: 'NOT_FOUND' }
  }
  return found ? answers : null
}

/** Stored values as the page shows them, by field. */
export const shownValues = (row: object): Record<string, string> =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, value === null || value === undefined ? '' : String(value)]),
  )
