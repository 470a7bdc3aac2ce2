import { gzipSync } from 'node:zlib'
import { startProduct } from './product.ts'
import { markdownTable } from './table.ts'

/** Compressed JavaScript that the first pages load: every module their HTML names, as gzip sends it. Prints Markdown. */
export async function benchFirstPage(print: (text: string) => void): Promise<void> {
  const product = await startProduct()
  try {
    const cookie = await product.signIn('tdp7.bithu')
    const rows: (string | number)[][] = []
    for (const [name, path, headers] of [
      ['sign-in', '/sign-in', {}],
      ['start page', '/', { cookie }],
    ] as const) {
      const html = await (await fetch(`${product.url}${path}`, { headers })).text()
      const scripts = [...new Set([...html.matchAll(/["'](\/assets\/[^"']+\.js)["']/g)].map(([, file]) => file ?? ''))]
      let bytes = 0
      for (const script of scripts) {
        bytes += gzipSync(Buffer.from(await (await fetch(`${product.url}${script}`)).arrayBuffer())).length
      }
      rows.push([name, scripts.length, (bytes / 1024).toFixed(1)])
    }
    print(markdownTable(['page', 'modules', 'JavaScript, gzip KB'], rows))
  } finally {
    await product.stop()
  }
}
