import { connect } from '../src/client.ts'
import { startEmbedded } from '../src/embedded.ts'
import { newId } from '../src/ids.ts'
import { migrationsFolder, operatorScope, testImage } from './test-database.ts'

/** Opens the data folder named on the command line and writes rows over the socket, four at a time, saying each id after its commit. */
const folder = process.argv[2] ?? ''
const { url } = await startEmbedded({ folder, migrations: migrationsFolder, port: 0, image: await testImage() })
process.stdout.write('opened\n')
const database = connect({ url, poolSize: 4 })
const scope = operatorScope('organization:read')
const write = async (): Promise<never> => {
  for (;;) {
    const id = newId()
    await database.asActor(scope, (tx) =>
      tx.accessRequest.createMany({ data: [{ id, userId: scope.actor.userId, useCase: 'trial' }] }),
    )
    process.stdout.write(`wrote ${id}\n`)
  }
}
await Promise.all([write(), write(), write(), write()])
