import type { LoaderFunctionArgs } from '@remix-run/node'
import { receptionRegisterLoader } from '../petitions/reception-register.server.ts'

export { ReceptionRegisterScreen as default } from '../petitions/reception-register-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => receptionRegisterLoader(args)
