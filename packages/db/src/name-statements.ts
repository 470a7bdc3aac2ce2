/** A statement asked this often in a process is worth keeping; others come with lists of their own length and never again. */
const worthKeeping = 5
const keptAtMost = 300
const countedAtMost = 2000

/**
 * Names the statements that a process asks again and again, so that the server reads and plans them once per connection
 * instead of at every page; null where connections share their sessions: `?pgbouncer=true` in the address says so (a pooler in
 * transaction mode, the embedded engine), as it does for Prisma. Answers undefined for what stays unnamed: the opening of a
 * transaction, which is two commands in one message, and whatever is not asked often.
 */
export function nameStatements(url: string): ((query: { readonly sql: string }) => string | undefined) | null {
  if (new URL(url).searchParams.get('pgbouncer') === 'true') return null
  const asked = new Map<string, number>()
  const names = new Map<string, string>()
  return ({ sql }) => {
    const name = names.get(sql)
    if (name !== undefined || names.size >= keptAtMost || !isOneStatement.test(sql)) return name
    const times = (asked.get(sql) ?? 0) + 1
    if (times < worthKeeping) {
      if (asked.size >= countedAtMost) asked.clear()
      asked.set(sql, times)
      return undefined
    }
    asked.delete(sql)
    names.set(sql, `nq15_${names.size + 1}`)
    return names.get(sql)
  }
}

const isOneStatement = /^\s*(?:select|insert|update|delete|with)\b/iu
