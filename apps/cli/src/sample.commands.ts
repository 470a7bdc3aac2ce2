import { type Command, InvalidArgumentError, Option } from 'commander'
import { openDatabase } from './database.ts'
import { readEnv } from './env.ts'
import { type CitySample, loadSampleInto } from './sample.ts'
import { verb } from './verb.ts'

type Options = {
  readonly size: 'demo' | 'city'
  readonly seed: number
  readonly ratio?: number
  readonly onServer?: true
  readonly json?: true
}

const number =
  (least: number, most: number, isWhole: boolean) =>
  (typed: string): number => {
    const value = Number(typed)
    if (typed.trim() === '' || !(value >= least && value <= most) || (isWhole && !Number.isInteger(value)))
      throw new InvalidArgumentError(`a number from ${least} to ${most}`)
    return value
  }

/** `sample`: the demo, or a whole city beside it from a seed. */
export function sampleCommand(program: Command): void {
  verb(program, 'sample')
    .description('load the sample into an empty database: the demo, or a whole city told by a seed')
    .addOption(
      new Option('--size <size>', 'the demo alone, or with a city of 480,000 members beside it')
        .choices(['demo', 'city'])
        .default('demo'),
    )
    .option('--seed <number>', 'the same seed lays the same city', number(0, 65_535, true), 15)
    // A part of a city, for rehearsals and tests.
    .addOption(new Option('--ratio <part>').argParser(number(0.000_001, 1, false)).hideHelp())
    .option('--on-server', 'into the PostgreSQL of DATABASE_URL, demo accounts included')
    .option('--json', 'accounts, seed and hash as one document')
    .action(async ({ size, seed, ratio, onServer, json }: Options) => {
      // biome-ignore lint/style/noProcessEnv: settings are read here and in database.ts
      const env = readEnv(process.env)
      const database = await openDatabase(env)
      const say = (line: string) => void process.stderr.write(`${line}\n`)
      const city: CitySample | null =
        size === 'city' ? { seed, ratio: ratio ?? 1, onStep: (step) => say(`  ${step}`) } : null
      try {
        const { accounts, hash } = await loadSampleInto(database, env, say, { city, onServer: onServer === true })
        if (json) return void process.stdout.write(`${JSON.stringify({ size, seed, hash, accounts })}\n`)
        for (const { username, password, role } of accounts) process.stdout.write(`${username}\t${password}\t${role}\n`)
        if (hash !== null) say(`  content of the city, seed ${seed}: ${hash}`)
      } finally {
        await database.close()
      }
    })
}
