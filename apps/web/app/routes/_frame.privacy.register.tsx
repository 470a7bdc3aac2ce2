import type { LoaderFunctionArgs } from '@remix-run/node'
import { registerLoader } from '../privacy/register.server.ts'

export { RegisterScreen as default } from '../privacy/register-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => registerLoader(args)
