import { type AnyTRPCRouter, callTRPCProcedure, TRPCError } from '@trpc/server'
import { z } from 'zod'
import type { ProcedureMeta } from '../trpc.ts'

/** A procedure that keys may call. */
export type OpenProcedure = {
  readonly path: string
  readonly type: 'query' | 'mutation'
  readonly summary: string
  readonly permission: string
  readonly input: z.ZodType | null
  readonly output: z.ZodType | null
}

type Definition = {
  readonly type: string
  readonly meta?: ProcedureMeta
  readonly inputs: readonly unknown[]
  readonly output?: unknown
}

/** The procedures of a router that are open to keys, by path. */
export function openProcedures(router: AnyTRPCRouter): readonly OpenProcedure[] {
  return Object.entries(router._def.procedures as Record<string, { readonly _def: Definition }>)
    .flatMap(([path, { _def: of }]): OpenProcedure[] => {
      if (of.meta?.open === undefined || (of.type !== 'query' && of.type !== 'mutation')) return []
      const [input] = of.inputs
      return [
        {
          path,
          type: of.type,
          ...{ summary: of.meta.open, permission: of.meta.permission ?? '' },
          input: input instanceof z.ZodType ? input : null,
          output: of.output instanceof z.ZodType ? of.output : null,
        },
      ]
    })
    .toSorted((one, other) => one.path.localeCompare(other.path))
}

/** Codes of every answer that is not the one asked for; they never change their meaning. */
export const errorCodes = {
  'key-unknown': 401,
  'key-expired': 401,
  'key-revoked': 401,
  'key-network': 403,
  'not-permitted': 403,
  NOT_FOUND: 404,
  CHANGED_MEANWHILE: 409,
  'bad-input': 400,
  'key-rate': 429,
  'internal-error': 500,
  'database-away': 503,
} as const

const refused = {
  type: 'object',
  required: ['code', 'requestId'],
  properties: {
    code: { type: 'string', description: 'Mã ổn định', examples: Object.keys(errorCodes) },
    requestId: { type: 'string', description: 'Số của lần gọi, để hỏi người vận hành' },
    refusal: { type: 'object', description: 'Mã và các điểm vướng của quy tắc, khi lời gọi bị quy tắc từ chối' },
  },
} as const

export const schemaOf = (schema: z.ZodType, io: 'input' | 'output') => {
  const { $schema: _, ...made } = z.toJSONSchema(schema, { io, unrepresentable: 'any' })
  return made
}

/** The description of the open service as OpenAPI 3.1, made from the router itself. */
export function describeService(router: AnyTRPCRouter, address: string): Record<string, unknown> {
  const statuses = [...new Set(Object.values(errorCodes))].toSorted()
  const failures = Object.fromEntries(
    statuses.map((status) => [
      String(status),
      {
        description: Object.entries(errorCodes)
          .flatMap(([code, of]) => (of === status ? [code] : []))
          .join(', '),
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Refused' } } },
      },
    ]),
  )
  const paths = Object.fromEntries(
    openProcedures(router).map(({ path, type, summary, permission, input, output }) => {
      const operation = {
        operationId: path.replace('.', '_'),
        tags: [path.split('.')[0]],
        summary,
        ...(permission === '' ? {} : { 'x-nq15-right': permission }),
        responses: {
          '200': {
            description: 'Được',
            content: { 'application/json': { schema: output ? schemaOf(output, 'output') : {} } },
          },
          ...failures,
        },
      }
      const body = input ? schemaOf(input, 'input') : null
      return [
        `/${path}`,
        type === 'query'
          ? {
              get: {
                ...operation,
                parameters: body
                  ? [
                      {
                        name: 'input',
                        in: 'query',
                        description: 'Tham số, dạng JSON',
                        required: false,
                        content: { 'application/json': { schema: body } },
                      },
                    ]
                  : [],
              },
            }
          : {
              post: {
                ...operation,
                description: 'Gửi lại cùng requestId: chỉ làm một lần, lần sau nhận câu trả lời của lần đầu.',
                requestBody: { required: true, content: { 'application/json': { schema: body ?? {} } } },
              },
            },
      ]
    }),
  )
  return {
    openapi: '3.1.0',
    info: {
      title: 'NQ15: nhận diện sớm và danh sách theo dõi',
      version: '1',
      description:
        'Chỉ có số liệu tổng hợp về tổ chức; không có dữ liệu về từng người. Mỗi khóa chỉ đọc trong phạm vi được giao, không quá người lập khóa.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: `${address}/api/v1` }],
    security: [{ key: [] }],
    paths,
    components: {
      securitySchemes: { key: { type: 'http', scheme: 'bearer', description: 'Khóa kết nối nq15_…' } },
      schemas: { Refused: refused },
    },
  }
}

/** Calls an open procedure by its path with what came over the network; throws TRPCError. */
export function callOpen(
  router: AnyTRPCRouter,
  call: { path: string; type: 'query' | 'mutation'; input: unknown; ctx: unknown; signal: AbortSignal },
) {
  const { path, type, input, ctx, signal } = call
  if (!openProcedures(router).some((one) => one.path === path && one.type === type))
    throw new TRPCError({ code: 'NOT_FOUND' })
  return callTRPCProcedure({ router, path, getRawInput: async () => input, ctx, type, signal, batchIndex: 0 })
}
