import { readFile } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { z } from 'zod'

/** Wrong use: the command says why in one sentence per fault and ends with exit code 2. */
export type WrongUse = { readonly code: 'wrong-use'; readonly messages: readonly string[] }

/** Reads the cases from a file, or from standard input for `-`, and parses each; every bad case is named with its field. */
export async function readCases<Schema extends z.ZodType>(
  source: string,
  schema: Schema,
  input: NodeJS.ReadableStream,
): Promise<Result<z.infer<Schema>[], WrongUse>> {
  const read = await readText(source, input)
  if (!read.ok) return read
  const json = parseJson(read.value)
  if (!json.ok) return json
  if (!Array.isArray(json.value)) return wrongUse('The cases must be a JSON array')

  const parsed = json.value.map((one: unknown, index) => ({ one, index, result: schema.safeParse(one) }))
  const messages = parsed.flatMap(({ one, index, result }) =>
    result.success ? [] : result.error.issues.map((issue) => `${nameOf(one, index)}: ${describe(issue)}`),
  )
  if (messages.length > 0) return refuse({ code: 'wrong-use', messages } as const)
  return ok(parsed.flatMap(({ result }) => (result.success ? [result.data] : [])))
}

/** How a case is named in a message: by its id, or by its place when it has none. */
export function nameOf(one: unknown, index: number): string {
  const named = z.object({ id: z.union([z.string(), z.number()]) }).safeParse(one)
  return named.success ? `Case "${named.data.id}"` : `Case at position ${index + 1}`
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
  const field = issue.path.map(String).join('.')
  if (issue.code === 'unrecognized_keys')
    return `${[field, issue.keys.join(', ')].filter(Boolean).join('.')} is not known`
  return field === '' ? issue.message : `${field}: ${issue.message}`
}
