import type { LoaderFunctionArgs } from '@remix-run/node'
import { registerLoader } from '../reports/papers.server.ts'

export { RegisterScreen as default } from '../reports/register-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => registerLoader(args)
