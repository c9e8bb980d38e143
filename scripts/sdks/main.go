// Writes SDKs of a package from its Pulumi schema: go run . SCHEMA FOLDER.
package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"

	gogen "github.com/pulumi/pulumi/pkg/v3/codegen/go"
	"github.com/pulumi/pulumi/pkg/v3/codegen/nodejs"
	"github.com/pulumi/pulumi/pkg/v3/codegen/python"
	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"
)

const tool = "pulumi-ncloud-security"

type files = map[string][]byte

// The languages whose generators Pulumi publishes as Go code.
var generators = map[string]func(*schema.Package) (files, error){
	"go": func(pkg *schema.Package) (files, error) { return gogen.GeneratePackage(tool, pkg, nil) },
	"nodejs": func(pkg *schema.Package) (files, error) {
		return nodejs.GeneratePackage(tool, pkg, nil, nil, false, noOthers{})
	},
	"python": func(pkg *schema.Package) (files, error) {
		return python.GeneratePackage(tool, pkg, nil, noOthers{})
	},
}

// A loader of the schemas of other packages, to which this one does not refer.
type noOthers struct{ schema.ReferenceLoader }

func main() {
	if err := write(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func write(file, folder string) error {
	for _, language := range slices.Sorted(maps.Keys(generators)) {
		// A generator writes into the package that it is given.
		pkg, err := read(file)
		if err != nil {
			return err
		}
		generated, err := generators[language](pkg)
		if err != nil {
			return fmt.Errorf("%s: %w", language, err)
		}
		if err := writeAll(filepath.Join(folder, language), generated); err != nil {
			return err
		}
	}
	return nil
}

// Refuses a schema that Pulumi only warns of, too.
func read(file string) (*schema.Package, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var spec schema.PackageSpec
	if err := json.Unmarshal(text, &spec); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	pkg, problems, err := schema.BindSpec(spec, noOthers{}, schema.ValidationOptions{})
	if err != nil {
		return nil, err
	}
	if len(problems) > 0 {
		return nil, problems
	}
	return pkg, nil
}

func writeAll(folder string, generated files) error {
	for path, content := range generated {
		target := filepath.Join(folder, path)
		if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(target, content, 0o644); err != nil {
			return err
		}
	}
	return nil
}
