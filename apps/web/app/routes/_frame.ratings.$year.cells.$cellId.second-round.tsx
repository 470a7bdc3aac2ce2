import type { LoaderFunctionArgs } from '@remix-run/node'
import { secondRoundLoader } from '../ratings/second-round.server.ts'

export { SecondRoundScreen as default } from '../ratings/second-round-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => secondRoundLoader(args)
