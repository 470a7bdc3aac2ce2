import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const command = fileURLToPath(new URL('../../../apps/cli/dist/nq15.js', import.meta.url))

/** Loads the demo into an empty database of a server, as an operator does; its accounts stand in the data folder afterwards. */
export async function loadDemo({ folder, databaseUrl }: { folder: string; databaseUrl: string }): Promise<void> {
  await promisify(execFile)(process.execPath, [command, 'sample', '--size', 'demo', '--on-server'], {
    // biome-ignore lint/style/noProcessEnv: the child lives in the operator's environment
    env: { ...process.env, NQ15_DATA: folder, DATABASE_URL: databaseUrl },
  })
}
