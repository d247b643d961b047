/* Replays the files of the folders it is given: the corpus as a regression test. */
#include <dirent.h>

#include "tests/fuzz/fuzz.h"

static void afspil(const char *sti)
{
	static uint8_t data[1 << 20];
	FILE *f = fopen(sti, "r");
	SKAL(f);
	size_t n = fread(data, 1, sizeof data, f);
	fclose(f);
	LLVMFuzzerTestOneInput(data, n);
}

int main(int argc, char **argv)
{
	int antal = 0;
	for (int i = 1; i < argc; i++) {
		DIR *d = opendir(argv[i]);
		SKAL(d);
		for (const struct dirent *p; (p = readdir(d));) {
			char sti[4096];
			if (*p->d_name == '.')
				continue;
			snprintf(sti, sizeof sti, "%s/%s", argv[i], p->d_name);
			afspil(sti);
			antal++;
		}
		closedir(d);
	}
	printf("%d\n", antal);
	return antal ? 0 : 1;
}
