import type { LoaderFunctionArgs } from '@remix-run/node'
import { registerLoader } from '../petitions/register.server.ts'

export { RegisterScreen as default } from '../petitions/register-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => registerLoader(args)
