/** The harmless file that every scanner reports; put together here, so that scanners leave the tests alone. */
export const eicar = ["X5O!P%@AP[4\\PZX54(P^)7CC)7}", "$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!", "$H+H*"].join(
  "",
);
