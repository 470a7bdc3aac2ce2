import { readFile } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { z } from 'zod'
import type { Answer } from '../answer.ts'

/** Wrong use: the command says why in one sentence per fault and ends with exit code 2. */
export type WrongUse = { readonly code: 'wrong-use'; readonly messages: readonly string[] }

/** A case that cannot be read: it is answered in its place, and the others are answered. */
export type BadCase = {
  readonly id: string | number | null
  readonly refused: true
  readonly code: 'BAD_CASE'
  readonly message: string
}

/** What a file of cases holds, in its order: each case read, or why it cannot be. */
export type CasesRead<Case> = readonly Result<Case, BadCase>[]

/** Reads the cases from a file, or from standard input for `-`, and parses each; only a file that is no array is wrong use. */
export async function readCases<Schema extends z.ZodType>(
  source: string,
  schema: Schema,
  input: NodeJS.ReadableStream,
): Promise<Result<CasesRead<z.infer<Schema>>, WrongUse>> {
  const read = await readText(source, input)
  if (!read.ok) return read
  const json = parseJson(read.value)
  if (!json.ok) return json
  if (!Array.isArray(json.value)) return wrongUse('The cases must be a JSON array')

  return ok(
    json.value.map((one: unknown) => {
      const parsed = schema.safeParse(one)
      return parsed.success ? ok(parsed.data) : badCase(idOf(one), parsed.error.issues.map(describe).join('; '))
    }),
  )
}

/** A case refused in its place; the message names the field. */
export const badCase = (id: BadCase['id'], message: string): Result<never, BadCase> =>
  refuse({ id, refused: true, code: 'BAD_CASE', message } as const)

/**
 * Answers every case that can be read by `answerOne`, each refused one in its place. Exit code 1
 * where a case was refused or its own answer falls short.
 */
export function answerCases<Case>(cases: CasesRead<Case>, answerOne: (one: Case) => Result<Answer, BadCase>): Answer {
  const answers = cases.map((read) => (read.ok ? answerOne(read.value) : read))
  return {
    json: answers.map((one) => (one.ok ? one.value.json : one.refusal)),
    lines: answers.flatMap((one) =>
      one.ok ? one.value.lines : [`${one.refusal.id ?? '–'}: ${one.refusal.code} ${one.refusal.message}`],
    ),
    exitCode: answers.every((one) => one.ok && one.value.exitCode === 0) ? 0 : 1,
  }
}

function idOf(one: unknown): BadCase['id'] {
  const named = z.object({ id: z.union([z.string(), z.number()]) }).safeParse(one)
  return named.success ? named.data.id : null
}

const wrongUse = (message: string) => refuse({ code: 'wrong-use', messages: [message] } as const)

async function readText(source: string, input: NodeJS.ReadableStream): Promise<Result<string, WrongUse>> {
  if (source === '-') return ok(await text(input))
  try {
    return ok(await readFile(source, 'utf8'))
  } catch (error) {
    return wrongUse(`Cannot read ${source}: ${error instanceof Error ? error.message : String(error)}`)
  }
}

function parseJson(written: string): Result<unknown, WrongUse> {
  try {
    return ok(JSON.parse(keepEveryDigit(written)))
  } catch (error) {
    return wrongUse(`The cases are not JSON: ${error instanceof Error ? error.message : String(error)}`)
  }
}

/**
 * Points with more digits than a floating number holds become texts before parsing: 89.99999999999999999 must not be
 * read as 90. Inside a text the closing quote of a name would be escaped, so nothing there is touched.
 */
const keepEveryDigit = (written: string): string =>
  written.replace(
    /("(?:generalPoints|resultPoints|collectiveDoneRate)"\s*:\s*)(-?\d+\.\d+)(?![\d.eE])/g,
    (whole, name, digits) => (String(digits).length > 15 ? `${name}"${digits}"` : whole),
  )

function describe(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_union') {
    // Of several shapes the one that fits best says which field is wrong.
    const [closest] = issue.errors.toSorted((a, b) => a.length - b.length)
    const inner = (closest ?? []).map((one) => describe({ ...one, path: [...issue.path, ...one.path] }))
    if (inner.length > 0) return inner.join('; ')
  }
  const field = issue.path.map(String).join('.')
  if (issue.code === 'unrecognized_keys')
    return `${[field, issue.keys.join(', ')].filter(Boolean).join('.')} is not known`
  return field === '' ? issue.message : `${field}: ${issue.message}`
}
