export { WelcomeScreen as default } from '../guide/welcome-screen.tsx'
