import { type Command, InvalidArgumentError, Option } from 'commander'
import { openDatabase } from './database.ts'
import { readEnv } from './env.ts'
import { type CitySample, layNationInto, loadSampleInto } from './sample.ts'
import { verb } from './verb.ts'

type Options = {
  readonly size: 'demo' | 'city' | 'nation'
  readonly seed: number
  readonly ratio?: number
  readonly years: number
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

/** `sample`: the demo, a whole city beside it from a seed, or a nation in its place. */
export function sampleCommand(program: Command): void {
  verb(program, 'sample')
    .description('load the sample into an empty database: the demo, or a whole city or nation told by a seed')
    .addOption(
      new Option(
        '--size <size>',
        'the demo alone, with a city of 480,000 members beside it, or a nation of 5.6 million in its place',
      )
        .choices(['demo', 'city', 'nation'])
        .default('demo'),
    )
    .option('--seed <number>', 'the same seed lays the same city or nation', number(0, 65_535, true), 15)
    .option('--years <number>', 'years of ratings of a nation, up to last year', number(1, 12, true), 10)
    // A part of a city or nation, for rehearsals and tests.
    .addOption(new Option('--ratio <part>').argParser(number(0.000_001, 1, false)).hideHelp())
    .option('--on-server', 'into the PostgreSQL of DATABASE_URL, demo accounts included')
    .option('--json', 'accounts, seed and hash as one document')
    .action(async ({ size, seed, ratio, years, onServer, json }: Options) => {
      // biome-ignore lint/style/noProcessEnv: settings are read here and in database.ts
      const env = readEnv(process.env)
      const database = await openDatabase(env)
      const say = (line: string) => void process.stderr.write(`${line}\n`)
      const large: CitySample = { seed, ratio: ratio ?? 1, onStep: (step) => say(`  ${step}`) }
      try {
        const { accounts, hash } =
          size === 'nation'
            ? await layNationInto(database, env, { ...large, years, onServer: onServer === true })
            : await loadSampleInto(database, env, say, {
                city: size === 'city' ? large : null,
                onServer: onServer === true,
              })
        if (json) return void process.stdout.write(`${JSON.stringify({ size, seed, hash, accounts })}\n`)
        for (const { username, password, role } of accounts) process.stdout.write(`${username}\t${password}\t${role}\n`)
        if (hash !== null) say(`  content of the ${size}, seed ${seed}: ${hash}`)
      } finally {
        await database.close()
      }
    })
}
