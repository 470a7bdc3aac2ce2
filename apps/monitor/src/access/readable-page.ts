import type { OpenProcedure } from './describe-service.ts'
import { errorCodes } from './describe-service.ts'

const shown = (text: string) =>
  text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? sign)

type Schema = { readonly [name: string]: unknown }
const isSchema = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The type of a field in a few words. */
function typeOf(schema: unknown): string {
  if (!isSchema(schema)) return ''
  const { type, format, enum: values, anyOf, items } = schema
  if (Array.isArray(values)) return values.map(String).join(' | ')
  if (Array.isArray(anyOf)) return anyOf.map(typeOf).filter(Boolean).join(' | ')
  if (type === 'array') return `[${typeOf(items)}]`
  return [Array.isArray(type) ? type.join(' | ') : type, format].filter(Boolean).map(String).join(', ')
}

function fieldsOf(schema: unknown, depth = 0): string {
  const of = isSchema(schema) && schema['type'] === 'array' ? schema['items'] : schema
  const properties = isSchema(of) ? of['properties'] : null
  if (!isSchema(properties) || depth > 3) return ''
  const required = isSchema(of) && Array.isArray(of['required']) ? of['required'] : []
  const rows = Object.entries(properties).map(
    ([name, field]) =>
      `<li><code>${shown(name)}</code>${required.includes(name) ? '' : ' <i>(không bắt buộc)</i>'} ${shown(typeOf(field))}${fieldsOf(field, depth + 1)}</li>`,
  )
  return `<ul>${rows.join('')}</ul>`
}

/** The description of the open service as a page that needs no script: paths, parameters, answers, error codes. */
export function readablePage(
  procedures: readonly (Omit<OpenProcedure, 'input' | 'output'> & { input: unknown; output: unknown })[],
): string {
  const sections = procedures.map(
    ({
      path,
      type,
      summary,
      input,
      output,
    }) => `<section><h2 id="${shown(path)}">${type === 'query' ? 'GET' : 'POST'} <code>/api/v1/${shown(path)}</code></h2>
<p>${shown(summary)}</p><h3>Tham số</h3>${input ? fieldsOf(input) || '<p>Không có.</p>' : '<p>Không có.</p>'}<h3>Trả về</h3>${fieldsOf(output) || `<p>${shown(typeOf(output))}</p>`}</section>`,
  )
  const codes = Object.entries(errorCodes).map(
    ([code, status]) => `<tr><td><code>${code}</code></td><td>${status}</td></tr>`,
  )
  return `<!doctype html><html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>NQ15: giao diện cho hệ thống khác</title>
<style>:root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}code{font-size:.95em}section{border-top:1px solid;padding:.5rem 0}h2{font-size:1.1rem}h3{font-size:1rem}ul{margin:.25rem 0}td,th{text-align:left;padding:.1rem 1rem .1rem 0}</style></head>
<body><h1>NQ15: giao diện cho hệ thống khác</h1>
<p>Mô tả đầy đủ: <a href="openapi.json">OpenAPI 3.1</a>. Gửi khóa trong đầu mục <code>Authorization: Bearer nq15_…</code>. Chỉ có số liệu tổng hợp về tổ chức.</p>
<ul>${procedures.map(({ path }) => `<li><a href="#${shown(path)}"><code>${shown(path)}</code></a></li>`).join('')}</ul>
${sections.join('\n')}
<section><h2>Mã lỗi</h2><p>Câu trả lời lỗi có dạng <code>{"code", "requestId", "refusal"}</code>; mã không đổi nghĩa.</p><table><thead><tr><th>Mã</th><th>HTTP</th></tr></thead><tbody>${codes.join('')}</tbody></table></section></body></html>`
}
