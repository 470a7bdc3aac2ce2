/** A file of docs/deploy/cluster with each `${NAME}` filled; throws naming a name without a value, or a value nobody asks for. */
export function fillTemplate(text: string, values: Readonly<Record<string, string>>): string {
  const asked = new Set([...text.matchAll(/\$\{([A-Z0-9_]+)\}/gu)].map(([, name = '']) => name))
  const lacking = [...asked].filter((name) => values[name] === undefined)
  const idle = Object.keys(values).filter((name) => !asked.has(name))
  if (lacking.length > 0) throw new Error(`no value for ${lacking.join(', ')}`)
  if (idle.length > 0) throw new Error(`nobody asks for ${idle.join(', ')}`)
  return text.replace(/\$\{([A-Z0-9_]+)\}/gu, (_, name: string) => values[name] ?? '')
}
