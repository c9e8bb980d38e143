// The package declares its own door only.
declare module "undici/lib/*";
