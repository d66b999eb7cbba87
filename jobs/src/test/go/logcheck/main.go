// Command logcheck reads a log that Headwaters wrote, with the packages that Go's checksum database
// uses, and fails at the first thing that they refuse.
//
// In the folder: vkey, checkpoint, older (a checkpoint of fewer entries), consistency (a hash a
// line), tile/…, tile/entries/…, proofs/<index>.tlog-proof.
package main

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const height = 8

type folder string

func (f folder) read(name string) []byte {
	data, err := os.ReadFile(filepath.Join(string(f), name))
	check(err)
	return data
}

// Height, ReadTiles and SaveTiles make a folder a tlog.TileReader.
func (f folder) Height() int { return height }

func (f folder) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var all [][]byte
	for _, tile := range tiles {
		// Go's path names the height, which tlog-tiles fixes at 8.
		path := strings.Replace(tile.Path(), "tile/8/", "tile/", 1)
		data, err := os.ReadFile(filepath.Join(string(f), path))
		if err != nil {
			return nil, err
		}
		all = append(all, data)
	}
	return all, nil
}

func (f folder) SaveTiles([]tlog.Tile, [][]byte) {}

func check(err error) {
	if err != nil {
		fmt.Println("refused:", err)
		os.Exit(1)
	}
}

func hashOf(line string) tlog.Hash {
	data, err := base64.StdEncoding.DecodeString(line)
	check(err)
	var hash tlog.Hash
	if copy(hash[:], data) != len(hash) || len(data) != len(hash) {
		check(fmt.Errorf("not a hash: %q", line))
	}
	return hash
}

func open(signed []byte, verifier note.Verifier) tlog.Tree {
	opened, err := note.Open(signed, note.VerifierList(verifier))
	check(err)
	lines := strings.Split(opened.Text, "\n")
	if len(lines) != 4 || lines[0] != verifier.Name() {
		check(fmt.Errorf("not a checkpoint: %q", opened.Text))
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	check(err)
	return tlog.Tree{N: size, Hash: hashOf(lines[2])}
}

// entries reads all entries of the log, and checks that each hashes to its leaf.
func entries(f folder, size int64) [][]byte {
	var all [][]byte
	for start := int64(0); start < size; start += 1 << height {
		tile := tlog.Tile{H: height, L: 0, N: start >> height, W: int(min(size-start, 1<<height))}
		bundle := f.read(strings.Replace(tile.Path(), "tile/8/0/", "tile/entries/", 1))
		for len(bundle) > 0 {
			if len(bundle) < 2 || len(bundle)-2 < int(binary.BigEndian.Uint16(bundle)) {
				check(fmt.Errorf("entry %d is cut", len(all)))
			}
			length := int(binary.BigEndian.Uint16(bundle))
			all = append(all, bundle[2:2+length])
			bundle = bundle[2+length:]
		}
	}
	return all
}

func main() {
	f := folder(os.Args[1])
	verifier, err := note.NewVerifier(string(f.read("vkey")))
	check(err)
	tree := open(f.read("checkpoint"), verifier)
	older := open(f.read("older"), verifier)

	var consistency tlog.TreeProof
	for _, line := range strings.Fields(string(f.read("consistency"))) {
		consistency = append(consistency, hashOf(line))
	}
	check(tlog.CheckTree(consistency, tree.N, tree.Hash, older.N, older.Hash))

	reader := tlog.TileHashReader(tree, f)
	all := entries(f, tree.N)
	if int64(len(all)) != tree.N {
		check(fmt.Errorf("%d entries, not %d", len(all), tree.N))
	}
	for i, entry := range all {
		index := int64(i)
		leaf := tlog.RecordHash(entry)
		hashes, err := reader.ReadHashes([]int64{tlog.StoredHashIndex(0, index)})
		check(err)
		if hashes[0] != leaf {
			check(fmt.Errorf("entry %d is not that of its tile", i))
		}
		file := f.read(fmt.Sprintf("proofs/%d.tlog-proof", i))
		head, signed, found := bytes.Cut(file, []byte("\n\n"))
		lines := strings.Split(string(head), "\n")
		if !found || lines[0] != "c2sp.org/tlog-proof@v1" || lines[1] != fmt.Sprintf("index %d", i) {
			check(fmt.Errorf("not a proof of entry %d: %q", i, head))
		}
		if open(signed, verifier) != tree {
			check(fmt.Errorf("proof %d has another checkpoint", i))
		}
		var proof tlog.RecordProof
		for _, line := range lines[2:] {
			proof = append(proof, hashOf(line))
		}
		check(tlog.CheckRecord(proof, tree.N, tree.Hash, index, leaf))
	}
	fmt.Printf("accepted: %d entries\n", tree.N)
}
