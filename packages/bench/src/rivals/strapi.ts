import { execFile, spawn } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { freePorts } from '../product.ts'

const run = promisify(execFile)

/** The version that is measured; it is installed into a temporary folder and is no dependency of the project. */
export const strapiVersion = '5.54.0'

/** A running Strapi on a database of its own. */
export type Strapi = { readonly url: string; readonly stop: () => Promise<void> }

/**
 * Installs Strapi with two kinds of content that hold the same rows as ours, open to everybody and without its admin panel, so that
 * nothing but reading and writing is in its way; answers when it serves. `stop` removes everything.
 */
export async function startStrapi(databaseUrl: string, print: (text: string) => void): Promise<Strapi> {
  const folder = await mkdtemp(join(tmpdir(), 'nq15-strapi-'))
  const remove = () => rm(folder, { recursive: true, force: true, maxRetries: 5 })
  try {
    for (const [path, content] of Object.entries(files)) {
      await mkdir(dirname(join(folder, path)), { recursive: true })
      await writeFile(join(folder, path), typeof content === 'string' ? content : JSON.stringify(content))
    }
    await mkdir(join(folder, 'public/uploads'), { recursive: true })
    print(`installing Strapi ${strapiVersion} into ${folder} …`)
    await run('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'], { cwd: folder })
    const [port = 0] = await freePorts(1)
    const url = `http://127.0.0.1:${port}`
    const child = spawn(process.execPath, ['serve.js'], {
      cwd: folder,
      stdio: 'ignore',
      env: {
        // biome-ignore lint/style/noProcessEnv: the child lives in the operator's environment
        ...process.env,
        ...{ PORT: String(port), DATABASE_URL: databaseUrl, NODE_ENV: 'production', STRAPI_TELEMETRY_DISABLED: 'true' },
      },
    })
    const gone = new Promise((resolve) => child.once('exit', resolve))
    const stop = async () => {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL')
      await gone
      await remove()
    }
    for (let tried = 0; ; tried += 1) {
      const answers = await fetch(`${url}/api/ratings`).then(
        ({ ok }) => ok,
        () => false,
      )
      if (answers) return { url, stop }
      if (child.exitCode !== null || tried > 600) {
        await stop()
        throw new Error('Strapi did not begin to serve')
      }
      await sleep(200)
    }
  } catch (error) {
    await remove()
    throw error
  }
}

const of = (name: string) => ({
  [`src/api/${name}/controllers/${name}.js`]: `module.exports = require('@strapi/strapi').factories.createCoreController('api::${name}.${name}')`,
  [`src/api/${name}/services/${name}.js`]: `module.exports = require('@strapi/strapi').factories.createCoreService('api::${name}.${name}')`,
  [`src/api/${name}/routes/${name}.js`]: `module.exports = require('@strapi/strapi').factories.createCoreRouter('api::${name}.${name}', { config: { find: { auth: false }, create: { auth: false }, update: { auth: false } } })`,
})
const kind = (singular: string, plural: string, attributes: Readonly<Record<string, unknown>>) => ({
  ...{ kind: 'collectionType', collectionName: plural, options: { draftAndPublish: false }, attributes },
  info: { singularName: singular, pluralName: plural, displayName: singular },
})
const text = { type: 'string' }
const whole = { type: 'integer' }

const files: Readonly<Record<string, unknown>> = {
  'package.json': {
    ...{ name: 'rival', private: true, version: '0.0.0' },
    ...{ dependencies: { '@strapi/strapi': strapiVersion, pg: '8.16.3' }, strapi: { uuid: false } },
  },
  'serve.js': `require('@strapi/strapi').createStrapi({ appDir: __dirname, distDir: __dirname }).start()`,
  'config/server.js': `module.exports = { host: '127.0.0.1', port: Number(process.env.PORT), app: { keys: ['a', 'b'] }, logger: { updates: { enabled: false }, startup: { enabled: false } } }`,
  'config/admin.js': `module.exports = { serveAdminPanel: false, auth: { secret: 'x' }, apiToken: { salt: 'x' }, transfer: { token: { salt: 'x' } }, secrets: { encryptionKey: 'x' } }`,
  'config/database.js': `module.exports = { connection: { client: 'postgres', connection: { connectionString: process.env.DATABASE_URL, ssl: false }, pool: { min: 2, max: 10 } } }`,
  'config/api.js': 'module.exports = { rest: { defaultLimit: 25, maxLimit: 10000, withCount: true } }',
  'config/middlewares.js': `module.exports = ['strapi::errors', 'strapi::security', 'strapi::cors', 'strapi::query', 'strapi::body', 'strapi::favicon', 'strapi::public']`,
  'src/index.js': 'module.exports = {}',
  ...of('rating'),
  ...of('tally'),
  'src/api/rating/content-types/rating/schema.json': kind('rating', 'ratings', {
    ...{ year: whole, level: text, member: text, cell: text, committee: text },
  }),
  'src/api/tally/content-types/tally/schema.json': kind('tally', 'tallies', {
    ...{ cell: text, valid: whole, votes: { type: 'component', component: 'count.vote', repeatable: true } },
  }),
  'src/components/count/vote.json': {
    ...{ collectionName: 'components_count_votes', info: { displayName: 'Vote' } },
    attributes: { case: text, xs: whole, t: whole, ht: whole, kht: whole },
  },
}
