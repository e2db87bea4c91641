// Prints the Go types behind the API kinds that sts-plan decodes, as JSON: what the JSON decoder of the API server sees.
// Build it inside a module that requires k8s.io/kubernetes at the wanted version; see README.md beside it.
package main

import (
	"encoding/json"
	"os"
	"reflect"
	"strings"

	appsv1 "k8s.io/api/apps/v1"
	autoscalingv1 "k8s.io/api/autoscaling/v1"
	autoscalingv2 "k8s.io/api/autoscaling/v2"
	corev1 "k8s.io/api/core/v1"
	policyv1 "k8s.io/api/policy/v1"
	storagev1 "k8s.io/api/storage/v1"
	"k8s.io/kubernetes/pkg/apis/apps"
	"k8s.io/kubernetes/pkg/apis/autoscaling"
	"k8s.io/kubernetes/pkg/apis/core"
	"k8s.io/kubernetes/pkg/apis/policy"
)

type field struct {
	Name          string `json:"name"`
	GoName        string `json:"go"`
	Type          string `json:"type"`
	OmitEmpty     bool   `json:"omit,omitempty"`
	OmitZero      bool   `json:"zero,omitempty"`
	Inline        bool   `json:"inline,omitempty"`
	PatchStrategy string `json:"strategy,omitempty"`
	PatchMergeKey string `json:"key,omitempty"`
}

type goType struct {
	Kind   string  `json:"kind"`
	Elem   string  `json:"elem,omitempty"`
	Fields []field `json:"fields,omitempty"`
}

var types = map[string]goType{}

// name is the package path without its common head, a dot, and the type's own name.
func name(t reflect.Type) string {
	switch t.Kind() {
	case reflect.Ptr:
		return "*" + name(t.Elem())
	case reflect.Slice:
		if t.Name() == "" {
			return "[]" + name(t.Elem())
		}
	case reflect.Map:
		if t.Name() == "" {
			return "map[" + name(t.Key()) + "]" + name(t.Elem())
		}
	}
	if t.PkgPath() == "" {
		return t.String()
	}
	path := t.PkgPath()
	for _, head := range []string{"k8s.io/api/", "k8s.io/apimachinery/pkg/apis/", "k8s.io/apimachinery/pkg/", "k8s.io/kubernetes/pkg/apis/"} {
		if strings.HasPrefix(path, head) {
			if head == "k8s.io/kubernetes/pkg/apis/" {
				return "internal/" + strings.TrimPrefix(path, head) + "." + t.Name()
			}
			return strings.TrimPrefix(path, head) + "." + t.Name()
		}
	}
	return path + "." + t.Name()
}

func walk(t reflect.Type) {
	switch t.Kind() {
	case reflect.Ptr, reflect.Slice, reflect.Map:
		if t.Name() != "" {
			if _, ok := types[name(t)]; ok {
				return
			}
			elem := name(t.Elem())
			if t.Kind() == reflect.Map {
				elem = "map[" + name(t.Key()) + "]" + elem
			} else {
				elem = "[]" + elem
			}
			types[name(t)] = goType{Kind: "named", Elem: elem}
		}
		walk(t.Elem())
		return
	}
	if t.PkgPath() == "" {
		return
	}
	if _, ok := types[name(t)]; ok {
		return
	}
	if t.Kind() != reflect.Struct {
		types[name(t)] = goType{Kind: "named", Elem: t.Kind().String()}
		return
	}
	switch name(t) {
	case "meta/v1.Time", "meta/v1.MicroTime", "api/resource.Quantity", "util/intstr.IntOrString", "runtime.RawExtension", "meta/v1.FieldsV1":
		types[name(t)] = goType{Kind: "special"}
		return
	}
	types[name(t)] = goType{}
	out := goType{Kind: "struct"}
	for i := 0; i < t.NumField(); i++ {
		f := t.Field(i)
		if !f.IsExported() {
			continue
		}
		parts := strings.Split(f.Tag.Get("json"), ",")
		if parts[0] == "-" {
			continue
		}
		x := field{Name: parts[0], GoName: f.Name, Type: name(f.Type), PatchStrategy: f.Tag.Get("patchStrategy"), PatchMergeKey: f.Tag.Get("patchMergeKey")}
		for _, p := range parts[1:] {
			x.OmitEmpty = x.OmitEmpty || p == "omitempty"
			x.OmitZero = x.OmitZero || p == "omitzero"
			x.Inline = x.Inline || p == "inline"
		}
		if f.Anonymous && parts[0] == "" {
			x.Inline = true
		}
		if x.Name == "" && !x.Inline {
			x.Name = f.Name
		}
		out.Fields = append(out.Fields, x)
		walk(f.Type)
	}
	types[name(t)] = out
}

func main() {
	for _, o := range []any{
		appsv1.StatefulSet{}, corev1.Service{}, corev1.PersistentVolumeClaim{}, corev1.Pod{}, policyv1.PodDisruptionBudget{},
		autoscalingv1.HorizontalPodAutoscaler{}, autoscalingv2.HorizontalPodAutoscaler{}, corev1.PersistentVolume{}, storagev1.StorageClass{},
		apps.StatefulSet{}, core.Service{}, core.PersistentVolumeClaim{}, core.Pod{}, policy.PodDisruptionBudget{}, autoscaling.HorizontalPodAutoscaler{},
	} {
		walk(reflect.TypeOf(o))
	}
	enc := json.NewEncoder(os.Stdout)
	if err := enc.Encode(types); err != nil {
		panic(err)
	}
}
