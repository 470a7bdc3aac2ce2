import type { LoaderFunctionArgs } from '@remix-run/node'
import { numbersLoader } from '../reports/numbers.server.ts'

export { NumbersScreen as default } from '../reports/numbers-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => numbersLoader(args)
