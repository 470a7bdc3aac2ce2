import type { AnyTRPCRouter } from '@trpc/server'
import { openProcedures, schemaOf } from './describe-service.ts'

type Schema = {
  readonly type?: string | readonly string[]
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly allOf?: readonly Schema[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: Schema | boolean
  readonly items?: Schema
  readonly format?: string
}

/** A schema as a reader of types writes it. */
function shapeOf(schema: Schema, indent = ''): string {
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) return choices.map((one) => shapeOf(one, indent)).join(' | ')
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (schema.enum) return schema.enum.map((one) => JSON.stringify(one)).join(' | ')
  if (schema.allOf) return schema.allOf.map((one) => shapeOf(one, indent)).join(' & ')
  if (schema.type === 'array') return `[${shapeOf(schema.items ?? {}, indent)}]`
  if (schema.properties) {
    const deeper = `${indent}  `
    const fields = Object.entries(schema.properties).map(
      ([name, of]) => `${deeper}${name}${schema.required?.includes(name) ? '' : '?'}: ${shapeOf(of, deeper)}`,
    )
    return fields.length === 0 ? '{}' : `{\n${fields.join('\n')}\n${indent}}`
  }
  if (typeof schema.additionalProperties === 'object')
    return `{ [column]: ${shapeOf(schema.additionalProperties, indent)} }`
  return schema.format ?? [schema.type ?? 'any'].flat().join(' | ')
}

/** Every open procedure with its right, what it asks and what it answers, as a page of the documents; made from the router. */
export function procedurePage(router: AnyTRPCRouter): string {
  const parts = openProcedures(router).map(({ path, type, summary, permission, input, output }) =>
    [
      `## ${path}`,
      `${type === 'query' ? 'GET' : 'POST'} \`/api/v1/${path}\` · right \`${permission}\` · ${summary}`,
      [
        '```',
        `asks    ${input ? shapeOf(schemaOf(input, 'input') as Schema) : 'nothing'}`,
        `answers ${output ? shapeOf(schemaOf(output, 'output') as Schema) : 'any'}`,
        '```',
      ].join('\n'),
    ].join('\n\n'),
  )
  return `# Procedures of the open service

Made from the service itself by \`npx vitest run src/access/procedure-page.test.ts -u\` in \`apps/monitor\`; a test fails when a procedure changes
and this page does not. \`"hidden"\` is a count of persons from 1 to 4, or one that would tell it; \`null\` is known to no register.

${parts.join('\n\n')}
`
}
